import { z } from 'zod';

/**
 * A seat in a room, got over authenticated HTTP and good for one connection within `SEAT_TTL_SECONDS`. It is the only
 * way in: the matchmaker's own HTTP interface does not exist here, so a browser can neither create nor list rooms.
 */
export const Seat = z.object({
  name: z.string(),
  roomId: z.string(),
  processId: z.string(),
  sessionId: z.string(),
  /** Where the room's process is reached, `host[:port]/path` without scheme; where there is one process alone, it is absent. */
  publicAddress: z.string().exactOptional(),
});
export type Seat = z.infer<typeof Seat>;
export const SEAT_TTL_SECONDS = 15;

/** WebSocket paths are `/rooms/{processId}/{roomId}`; with several processes `/rooms/{process name}/{processId}/{roomId}`. */
export const ROOMS_PATH = '/rooms';

/** Largest message a client may send, bytes. A larger one closes the socket with 1009 (RFC 6455). */
export const MAX_MESSAGE_BYTES = 4096;

/** Why the server closed a link; WebSocket close codes of the application range. */
export const CloseCode = {
  sessionEnded: 4401,
  tooManyMessages: 4429,
  tooManyRefusals: 4400,
  /** The same person has come in with another tab or device, which has their body now. */
  takenOver: 4409,
  consultationEnded: 4410,
  /** Your place is in another room by now: ask for a fresh seat at once. */
  moved: 4303,
  /** The server ends, and there is no other just now. */
  branchClosing: 4503,
} as const;

/** Refusals of a room message. The message changed nothing. */
export const RoomRefusal = z.enum([
  'message-unknown',
  'message-malformed',
  'message-too-frequent',
  'voice-not-joined',
  'voice-peer-unknown',
  'voice-call-taken',
  'voice-no-relay',
  'voice-address-told',
  'voice-too-many-reports',
  'desk-not-yours',
  'pose-malformed',
  'pose-not-finite',
  'pose-out-of-bounds',
  'pose-too-fast',
  'pose-too-close',
  'pose-zone-closed',
]);
export type RoomRefusal = z.infer<typeof RoomRefusal>;

/** Server to client: what was refused. For a pose, `at` is where the server has you (metres), to go back to. */
export const REFUSED = 'refused';
export const Refused = z.object({
  code: RoomRefusal,
  at: z.object({ x: z.number(), z: z.number() }).optional(),
});
export type Refused = z.infer<typeof Refused>;

/** Server to client: something of yours changed; read it again over HTTP. Notices carry ids, never amounts or names. */
export const NOTICE = 'notice';
export const Notice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payment-changed'), paymentId: z.string() }),
  z.object({ kind: z.literal('ticket-changed') }),
  z.object({ kind: z.literal('consultation-changed'), consultationId: z.string() }),
  z.object({ kind: z.literal('queue-changed') }),
  /** What lies on the desk of a consultation: documents and proposals. */
  z.object({ kind: z.literal('table-changed'), consultationId: z.string() }),
]);
export type Notice = z.infer<typeof Notice>;
