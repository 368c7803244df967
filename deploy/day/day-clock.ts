/**
 * Simulated time: what is due is done in order, and the house's clock says when it was due. What is due at one moment is done at
 * once, as it would be.
 */
export class DayClock {
  now: Date;
  readonly #due: { readonly at: number; readonly run: () => Promise<void> }[] = [];

  constructor(start: Date) {
    this.now = start;
  }

  /** In so many seconds; to whole ones, so that people really do meet. */
  after(seconds: number, run: () => Promise<void>): void {
    const at = this.now.getTime() + Math.max(0, Math.round(seconds)) * 1000;
    let place = this.#due.length;
    while (place > 0 && (this.#due[place - 1]?.at ?? 0) > at) place -= 1;
    this.#due.splice(place, 0, { at, run });
  }

  /** Until nothing is due. */
  async runAll(): Promise<void> {
    for (;;) {
      const at = this.#due[0]?.at;
      if (at === undefined) return;
      this.now = new Date(at);
      const together = this.#due.splice(0, this.#due.findLastIndex((due) => due.at === at) + 1);
      await Promise.all(together.map(({ run }) => run()));
    }
  }
}
