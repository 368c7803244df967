import { z } from 'zod';
import { Brand, Interior, localText, Rectangle, Spot, ThingId } from './branch-parts.ts';
import { endpoint } from './endpoint.ts';
import { Seat } from './rooms.ts';

/**
 * A branch is data: `assets/branches/{id}/branch.json`, in the words of `branch-parts.ts`. `at` of a thing is the middle of
 * its footprint, and its front looks along `heading`: a kiosk at 180 is used from its south side. Zones may overlap: a
 * point belongs to the smallest that holds it. What one field cannot say of another is in `plan/plan-rules.ts`; a plan
 * that keeps those too is had by `checkPlan` of `plan/plan-check.ts`.
 */
export const BranchPlan = z.object({
  id: ThingId,
  name: localText(80),
  /** Greets whoever comes in. */
  welcome: localText(240).optional(),
  bounds: Rectangle,
  ceilingMetres: z.number().min(2).max(20),
  brand: Brand,
  /** Words on signs, where they differ from the product's own. */
  signs: z
    .object({ brand: localText(24), tickets: localText(12), selfService: localText(24) })
    .partial()
    .optional(),
  spawns: z.array(Spot).min(1).max(64),
  zones: z
    .array(
      z.object({ id: ThingId, kind: z.enum(['hall', 'lounge', 'desk', 'booth', 'self-service']), area: Rectangle }),
    )
    .min(1)
    .max(64),
  desks: z
    .array(z.object({ id: ThingId, label: localText(20), at: Spot, customerSeat: Spot, consultantSeat: Spot }))
    .min(1)
    .max(40),
  kiosks: z
    .array(z.object({ id: ThingId, at: Spot }))
    .min(1)
    .max(20),
  /** Where the AI consultant stands, at a counter before it; without one it is on the pages alone. */
  assistant: Spot.optional(),
  selfService: z.array(z.object({ id: ThingId, at: Spot })).max(20),
  boards: z.array(z.object({ id: ThingId, at: Spot, heightMetres: z.number().min(1).max(20) })).max(10),
  /** Wide screens on a wall that show how the branch is doing; `middleMetres`: height of a screen's middle. */
  displays: z
    .array(
      z.object({
        id: ThingId,
        at: Spot,
        widthMetres: z.number().min(1).max(8),
        heightMetres: z.number().min(0.5).max(4),
        middleMetres: z.number().min(0.5).max(6),
      }),
    )
    .max(10)
    .optional(),
  /** What stands in the way: nobody walks through these. */
  obstacles: z.array(Rectangle).max(400),
  /** QR codes shown in the branch: `payto` text, see `payment-code.ts`. */
  paymentCodes: z
    .array(z.object({ id: ThingId, title: localText(80), code: z.string().max(512) }))
    .max(20)
    .optional(),
  /** What people may wear beside the branch's own bodies, for their own eyes; nothing where it is left out. */
  avatars: z
    .object({
      vrm: z.object({ maxBytes: z.int().min(1).max(32_000_000), maxTriangles: z.int().min(1).max(100_000) }).optional(),
    })
    .optional(),
  interior: Interior,
});
export type BranchPlan = z.infer<typeof BranchPlan>;

/** Where a seat in the branch is taken from: the 3D hall has a body, the flat page and the console have none. */
export const Presence = z.enum(['embodied', 'bodiless']);
export type Presence = z.infer<typeof Presence>;

const BranchParam = z.object({ branchId: z.string().max(64) });

export const listBranches = endpoint({
  method: 'GET',
  path: '/api/branches',
  audience: 'anyone',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ branches: z.array(z.object({ id: z.string(), name: localText(80) })) }),
  errors: {},
});
export const readBranch = endpoint({
  method: 'GET',
  path: '/api/branches/:branchId',
  audience: 'anyone',
  params: BranchParam,
  body: z.undefined(),
  answer: BranchPlan,
  errors: { 'branch-unknown': 404 },
  isPublic: true,
});

/**
 * To be placed with who goes by the same code: the `roomId` of the seat of whoever asks others to come, handed on in a
 * link. It says nothing of who they are, holds no place, and where it is not known one is placed as without it.
 */
export const MeetingCode = z.string().regex(/^[\w-]{1,32}$/);

const Entering = z.object({
  presence: Presence,
  meeting: MeetingCode.optional(),
});
const Entered = z.object({
  seat: Seat,
  /** Stands for this person in the room's state. */
  avatarId: z.number().int(),
});
const enterErrors = { 'branch-unknown': 404, 'branch-full': 503 } as const;

/** A seat in the branch room for a customer, or a guest where no customer is signed in. */
export const enterBranch = endpoint({
  method: 'POST',
  path: '/api/branches/:branchId/enter',
  audience: 'anyone',
  bucket: 'seat',
  params: BranchParam,
  body: Entering,
  answer: Entered,
  errors: enterErrors,
});
/** A seat in the branch room for a member of staff. */
export const enterBranchAsStaff = endpoint({
  method: 'POST',
  path: '/api/desk/:branchId/enter',
  audience: 'staff',
  bucket: 'seat',
  params: BranchParam,
  body: Entering,
  answer: Entered,
  errors: enterErrors,
});

/** From the server, to who comes in and has a body already or had one a moment ago: where it stands (metres). */
export const PLACED = 'placed';
export const Placed = z.object({ x: z.number(), z: z.number() });
export type Placed = z.infer<typeof Placed>;

/** From the server, to who is in consultation: the bodies in this hall of those they talk with, so that a voice comes from its body. */
export const PARTNERS = 6;
export const Partners = z.object({ avatarIds: z.array(z.number().int()) });
export type Partners = z.infer<typeof Partners>;

/**
 * Messages of the branch room beside those of `rooms.ts`, all packed bytes. Their types are numbers because a number is one byte of
 * every frame: twenty frames a second to everyone.
 * - `POSE`, to the server: `pose/pose-packet.ts`. `POSES`, from it: `pose/pose-batch.ts`.
 * - `CLOCK`, to the server: f64 of the client's own clock; from it: that number, then f64 of the room's clock (milliseconds).
 * - `RESYNC`, to the server, empty: a batch could not be read; send keys.
 * - `APPEARANCE`, to the server: u32 of `appearance.ts`, little end first, at joining and whenever one has chosen anew.
 * - `DESK_SIGNS`, to the server, from the console of who has a desk: one byte, see `desk-signs.ts`.
 */
export const POSE = 1;
export const POSES = 2;
export const CLOCK = 3;
export const RESYNC = 4;
export const APPEARANCE = 5;
export const DESK_SIGNS = 7;
