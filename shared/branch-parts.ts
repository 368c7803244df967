import { z } from 'zod';

/**
 * What a branch's plan is made of. Metres, y up, -z is north; `heading` in degrees clockwise seen from above, 0 looks
 * along -z. Every list and every number has a limit, so that no plan costs a server or a headset more than is foreseen.
 */
const Coordinate = z.number().min(-60).max(60);
export const Spot = z.object({ x: Coordinate, z: Coordinate, heading: z.number().min(-360).max(360) });
export type Spot = z.infer<typeof Spot>;
export const Rectangle = z.object({ minX: Coordinate, minZ: Coordinate, maxX: Coordinate, maxZ: Coordinate });
export type Rectangle = z.infer<typeof Rectangle>;

/** Words as they are shown, in both languages; at most `longest` characters each. */
export const localText = (longest: number) =>
  z.object({ en: z.string().min(1).max(longest), ru: z.string().min(1).max(longest) });
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/);
/** Names a thing of the plan: the server, the model and links go by it. */
export const ThingId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** A stretch of an outer wall: metres along x on the north and south sides, along z on the east and west sides. */
export const Stretch = z.object({
  side: z.enum(['north', 'east', 'south', 'west']),
  from: Coordinate,
  to: Coordinate,
});
export type Stretch = z.infer<typeof Stretch>;
const Point = z.object({ x: Coordinate, z: Coordinate });

/** What only the drawn branch needs; whatever of it stands in the way is among the plan's `obstacles` too. */
export const Interior = z.object({
  entrance: Stretch,
  windows: z.array(Stretch).max(40),
  /** Straight inner walls that stand on the floor. */
  walls: z
    .array(
      z.object({
        material: z.enum(['glass', 'solid', 'slats']),
        from: Point,
        to: Point,
        heightMetres: z.number().min(0.2).max(20),
      }),
    )
    .max(100),
  /** Stretches of outer wall that pictures hang on. */
  galleries: z.array(Stretch).max(20).optional(),
  furniture: z
    .array(
      z.object({
        kind: z.enum([
          'sofa',
          'armchair',
          'coffee-table',
          'plant',
          'planter',
          'rug',
          'bench',
          'credenza',
          'floor-lamp',
          'reception',
        ]),
        at: Spot,
      }),
    )
    .max(200),
});

/** The bank as it is seen: its name, two colours and a logo. */
export const Brand = z.object({
  name: z.string().min(1).max(40),
  primary: Colour,
  accent: Colour,
  /** A picture beside `branch.json`: see `plan/logo-rules.ts` for what it may hold. */
  logo: z
    .string()
    .regex(/^[a-z0-9-]{1,40}\.(svg|png)$/)
    .optional(),
  /** The bank's four letters in British IBANs; without it nobody is offered a QR code to be paid by. */
  ibanBankCode: z
    .string()
    .regex(/^[A-Z]{4}$/)
    .optional(),
});
