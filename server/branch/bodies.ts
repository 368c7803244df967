import { SLOTS } from '../../shared/pose/pose-batch.ts';

interface Standing {
  readonly slot: number;
  readonly x: number;
  readonly z: number;
}

/**
 * The bodies of a branch, by slot and in the order they came. Where all of them are is also kept in two rows of numbers: every pose is held
 * against everyone's place, and from body to body a processor would wait for its memory at each.
 */
export class Bodies<Body extends Standing> {
  /** Not to be changed. */
  readonly all: Body[] = [];
  readonly #bySlot: (Body | undefined)[] = new Array(SLOTS).fill(undefined);
  /** In the order of {@link all}. */
  readonly #xs = new Float64Array(SLOTS);
  readonly #zs = new Float64Array(SLOTS);
  readonly #rows = new Uint8Array(SLOTS);

  get(slot: number): Body | undefined {
    return this.#bySlot[slot];
  }

  enter(body: Body): void {
    this.#bySlot[body.slot] = body;
    this.#rows[body.slot] = this.all.push(body) - 1;
    this.moved(body);
  }

  leave(slot: number): Body | undefined {
    const gone = this.#bySlot[slot];
    if (!gone) return undefined;
    this.#bySlot[slot] = undefined;
    this.all.splice(this.#rows[slot] as number, 1);
    for (const [row, body] of this.all.entries()) {
      this.#rows[body.slot] = row;
      this.moved(body);
    }
    return gone;
  }

  /** A body is somewhere else than before. */
  moved({ slot, x, z }: Body): void {
    const row = this.#rows[slot] as number;
    this.#xs[row] = x;
    this.#zs[row] = z;
  }

  /** Writes those into `into`, but for `body` itself, that are no further off than `metres` along either axis. */
  near(x: number, z: number, metres: number, body: Body, into: Body[]): void {
    const [xs, zs] = [this.#xs, this.#zs];
    const { all } = this;
    // Mostly it is empty, and to empty it again would take longer than all that follows.
    if (into.length > 0) into.length = 0;
    const own = this.#rows[body.slot];
    for (let row = 0; row < all.length; row++)
      if (Math.abs((xs[row] as number) - x) <= metres && Math.abs((zs[row] as number) - z) <= metres && row !== own)
        into.push(all[row] as Body);
  }
}
