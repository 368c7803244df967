import { type SchemaType, schema, t } from '@colyseus/schema';

/** What everyone in a branch may see of a person: a role and a pseudonym, never a legal name. */
export const PersonState = schema(
  {
    avatarId: t.uint16(),
    /** Stands for this body in pose batches: 0 to 255, given again some time after its owner has left. */
    slot: t.uint8(),
    role: t.string(),
    pseudonym: t.string(),
    /** False for people on the flat page and the console: they are here, and have no body to draw. */
    embodied: t.boolean(),
    /** Zone of the plan the body is in, as the server found it. */
    zone: t.string(),
    /** What they have chosen to look like, see `appearance.ts`; 0 until they have said so. */
    appearance: t.uint32(),
  },
  'PersonState',
);
export type PersonState = SchemaType<typeof PersonState>;

/** A staffed desk, for the number board: which ticket it serves now, if any. */
export const DeskState = schema(
  {
    deskId: t.string(),
    ticketNumber: t.string(),
    /** How often that number was called: where it rises, the call is to be heard. */
    calls: t.uint16(),
  },
  'DeskState',
);
export type DeskState = SchemaType<typeof DeskState>;

/**
 * Who has a desk, as everyone may see them: seated there by way of the console, or away. Who has a body of their own in the
 * branch is not at the desk as well. Each client moves this body by itself: no pose is sent for it.
 */
export const DeskStaffState = schema(
  {
    deskId: t.string(),
    /** `seated`, `away` (they pause, or their console is closed) or `elsewhere`: they have a body of their own. */
    presence: t.string(),
    /** The server's word, as in {@link PersonState}; both are empty until they have been at the console. */
    role: t.string(),
    pseudonym: t.string(),
    appearance: t.uint32(),
    speaking: t.boolean(),
    typing: t.boolean(),
  },
  'DeskStaffState',
);
export type DeskStaffState = SchemaType<typeof DeskStaffState>;

export const BranchState = schema(
  {
    branchId: t.string(),
    /** By avatar id, as a decimal string. */
    people: t.map(PersonState),
    /** Staffed desks, by desk id. */
    desks: t.map(DeskState),
    /** By desk id: also of those who pause. */
    staff: t.map(DeskStaffState),
    waiting: t.uint16(),
  },
  'BranchState',
);
export type BranchState = SchemaType<typeof BranchState>;

/** Who of the two is connected, and who is in beside them. Names and words come over HTTP and messages, to these alone. */
export const ConsultationState = schema(
  {
    customerHere: t.boolean(),
    consultantHere: t.boolean(),
    /** How a supervisor is in, `SupervisorMode`; empty for no supervisor. All are told before the supervisor hears anything. */
    supervisor: t.string(),
    colleague: t.boolean(),
    /** The customer is on hold. */
    held: t.boolean(),
    /** The talk is being recorded. */
    recording: t.boolean(),
    /** Which parties have agreed to it, see `recording.ts`. */
    agreed: t.string(),
    ended: t.boolean(),
  },
  'ConsultationState',
);
export type ConsultationState = SchemaType<typeof ConsultationState>;
