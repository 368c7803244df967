import { useEffect, useState } from 'react';
import { safetyCode } from '../../shared/sealed/safety-code.ts';
import type { Talk } from './use-talk.ts';

/** The code of a talk as this tab sees it; null while there is nobody to compare it with. */
export function useSafetyCode(consultationId: string, { group, voicePrints }: Talk): string | null {
  const [code, setCode] = useState<string | null>(null);
  const members = group?.members;
  useEffect(() => {
    let isCurrent = true;
    const ready = members && members.length > 1 ? safetyCode({ consultationId, members, voicePrints }) : null;
    Promise.resolve(ready).then((next) => isCurrent && setCode(next));
    return () => {
      isCurrent = false;
    };
  }, [consultationId, members, voicePrints]);
  return code;
}
