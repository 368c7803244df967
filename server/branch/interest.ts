import {
  HIDDEN,
  importanceOf,
  NEAR,
  type Presence,
  SURROUNDINGS_BUDGET_BYTES_PER_SECOND,
  SURROUNDINGS_CUTS,
  TIER_BYTES_PER_SECOND,
  type Tier,
  tierOf,
  VIEWER_BUDGET_BYTES_PER_SECOND,
  VIEWER_CUTS,
} from './interest-rules.ts';
import type { PoseRelay } from './pose-relay.ts';

/** A body as interest needs it. */
export interface InterestBody extends Presence {
  readonly slot: number;
  readonly partners: ReadonlySet<number>;
}

interface Choice {
  body: InterestBody;
  tier: Tier;
  /** Worked out where there is too much to show. */
  importance: number;
}

/** Every viewer's interest is judged four times a second, a fifth of the viewers each tick. */
const TICKS_BETWEEN = 5;

/** Decides how well each viewer sees everyone else, within the viewer's budget of bytes, and tells the relay. */
export class Interest {
  readonly #relay: PoseRelay;
  readonly #canSee: (viewerZone: string, otherZone: string) => boolean;
  /** Used again at each judgement. */
  readonly #choices: Choice[] = [];

  constructor(relay: PoseRelay, canSee: (viewerZone: string, otherZone: string) => boolean) {
    this.#relay = relay;
    this.#canSee = canSee;
  }

  /** Judges those viewers whose turn it is. */
  tick(bodies: readonly InterestBody[], tick: number): void {
    for (const viewer of bodies) if ((viewer.slot + tick) % TICKS_BETWEEN === 0) this.judge(viewer, bodies);
  }

  /** Judges one viewer at once: who has just come in, or has entered another zone. */
  judge(viewer: InterestBody, bodies: readonly InterestBody[]): void {
    const tiers = this.#relay.tiersOf(viewer.slot);
    const chosen = this.#choose(viewer, bodies, tiers);
    this.#fitBudgets(viewer, chosen, tiers);
    for (let index = 0; index < chosen; index++) {
      const { body, tier } = this.#choices[index] as Choice;
      if (tiers[body.slot] !== tier) this.#relay.show(viewer.slot, body.slot, tier);
    }
  }

  /** `tiers` is how the viewer sees each slot until now. */
  #choose(viewer: InterestBody, bodies: readonly InterestBody[], tiers: Readonly<Uint8Array>): number {
    const hasPartners = viewer.partners.size > 0;
    let count = 0;
    for (const other of bodies) {
      if (other === viewer) continue;
      const current = tiers[other.slot] as Tier;
      if (!this.#canSee(viewer.zone, other.zone)) {
        if (current !== HIDDEN) this.#relay.show(viewer.slot, other.slot, HIDDEN);
        continue;
      }
      let choice = this.#choices[count];
      if (!choice) {
        choice = { body: other, tier: HIDDEN, importance: 0 };
        this.#choices[count] = choice;
      }
      choice.body = other;
      choice.tier = tierOf(viewer, other, current, hasPartners && viewer.partners.has(other.slot));
      count++;
    }
    return count;
  }

  /** Where it would be too much, the least important are shown less well. */
  #fitBudgets(viewer: InterestBody, count: number, tiers: Readonly<Uint8Array>): void {
    let all = 0;
    let surroundings = 0;
    for (let index = 0; index < count; index++) {
      const { tier } = this.#choices[index] as Choice;
      all += TIER_BYTES_PER_SECOND[tier];
      if (tier !== NEAR) surroundings += TIER_BYTES_PER_SECOND[tier];
    }
    if (surroundings <= SURROUNDINGS_BUDGET_BYTES_PER_SECOND && all <= VIEWER_BUDGET_BYTES_PER_SECOND) return;
    // Those beyond `count` are of an earlier, larger crowd.
    this.#choices.length = count;
    for (const choice of this.#choices) {
      const { slot } = choice.body;
      choice.importance = importanceOf(viewer, choice.body, tiers[slot] as Tier, viewer.partners.has(slot));
    }
    this.#choices.sort((a, b) => a.importance - b.importance);
    const spared = this.#cut(SURROUNDINGS_CUTS, surroundings - SURROUNDINGS_BUDGET_BYTES_PER_SECOND);
    this.#cut(VIEWER_CUTS, all - spared - VIEWER_BUDGET_BYTES_PER_SECOND);
  }

  /** Until so many bytes a second are spared, or nothing more can be. Answers how many were. */
  #cut(cuts: typeof VIEWER_CUTS, bytes: number): number {
    let spared = 0;
    for (const [from, to] of cuts) {
      for (const choice of this.#choices) {
        if (spared >= bytes) return spared;
        if (choice.tier !== from || choice.importance === Number.POSITIVE_INFINITY) continue;
        choice.tier = to;
        spared += TIER_BYTES_PER_SECOND[from] - TIER_BYTES_PER_SECOND[to];
      }
    }
    return spared;
  }
}
