import { useState } from 'react';
import type { FileLetter } from '../../shared/talk-file.ts';
import type { PassProblem, TalkPlace } from './file-passing.ts';

export interface FilePassing {
  /** Under way, by name. */
  readonly sending: string | null;
  readonly problem: PassProblem | null;
  pass(files: readonly File[]): void;
}

/** Hands files over, one after the other; each is said in the talk once its ciphertext is there. */
export function useFilePassing({ audience, consultationId }: TalkPlace, say: (file: FileLetter) => void): FilePassing {
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<PassProblem | null>(null);
  const passAll = async (files: readonly File[]) => {
    setProblem(null);
    try {
      const { passFile } = await import('./file-passing.ts');
      for (const file of files) {
        setSending(file.name);
        const passed = await passFile({ audience, consultationId }, file);
        if (!passed.ok) return setProblem(passed.error);
        say(passed.value);
      }
    } catch {
      setProblem('network-failed');
    } finally {
      setSending(null);
    }
  };
  return {
    sending,
    problem,
    pass(files) {
      if (sending === null && files.length > 0) void passAll(files);
    },
  };
}
