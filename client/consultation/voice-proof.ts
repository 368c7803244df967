import type { GroupLeaf } from '../../shared/sealed/mls-frames.ts';

export interface VoiceProof {
  readonly voicePrints: Readonly<Record<string, readonly string[]>>;
  readonly isVoiceUnproven: boolean;
}

/** Telling takes a moment, on both sides. */
const PATIENCE_MS = 20_000;

/**
 * Holds the voices against what their members say of them by encrypted message: a server that has put itself between two voices has keys
 * that no member tells of.
 */
export function createVoiceProof({
  tell,
  onChange,
}: {
  readonly tell: (prints: readonly string[]) => void;
  readonly onChange: (proof: VoiceProof) => void;
}) {
  let own: readonly string[] = [];
  let heard: readonly string[] = [];
  let members = '';
  let told: Record<string, readonly string[]> = {};
  let isUnproven = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isProven = () => {
    const known = new Set(Object.values(told).flat());
    return heard.every((print) => known.has(print));
  };

  function judge(): void {
    if (isProven()) {
      clearTimeout(timer);
      timer = undefined;
      isUnproven = false;
    } else if (timer === undefined && !isUnproven) {
      timer = setTimeout(() => {
        timer = undefined;
        isUnproven = !isProven();
        onChange({ voicePrints: told, isVoiceUnproven: isUnproven });
      }, PATIENCE_MS);
    }
    onChange({ voicePrints: told, isVoiceUnproven: isUnproven });
  }

  return {
    /** Somebody has told of their voice, this tab too. */
    hear(member: string, prints: readonly string[]): void {
      told = { ...told, [member]: prints };
      judge();
    },
    /** Who comes has not heard what was told before. */
    lookAt(leaves: readonly GroupLeaf[]): void {
      const now = leaves.map(({ member }) => member).join();
      if (now === members) return;
      members = now;
      told = Object.fromEntries(Object.entries(told).filter(([member]) => now.includes(member)));
      if (own.length > 0) tell(own);
    },
    show(prints: { readonly own: readonly string[]; readonly heard: readonly string[] }): void {
      const isNew = prints.own.join() !== own.join();
      const isOther = prints.heard.join() !== heard.join();
      ({ own, heard } = prints);
      if (isNew) tell(own);
      if (isOther) judge();
    },
  };
}
