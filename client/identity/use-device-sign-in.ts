import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  cancelDeviceSignIn,
  type DeviceSignIn,
  pollDeviceSignIn,
  type SignInDevice,
  startDeviceSignIn,
} from '../../shared/identity.ts';
import { callEndpoint } from '../net/api.ts';
import { useLanguage } from '../ui/i18n.ts';

/** Why a code is of no use any more, or why there is none. */
export type DeviceSignInEnd = 'denied' | 'expired' | 'failed' | 'too-many-requests' | 'bank-unavailable';

export type DeviceSignInState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | ({ readonly kind: 'waiting'; readonly secondsLeft: number } & Pick<
      DeviceSignIn,
      'userCode' | 'pageUrl' | 'pageUrlWithCode'
    >)
  | { readonly kind: 'ended'; readonly why: DeviceSignInEnd };

export interface DeviceSignInControl {
  readonly state: DeviceSignInState;
  /** Gets a code, or a new one in place of the last. */
  start(): void;
  cancel(): void;
}

/** A code on its way to be allowed; a new one is a new object. */
interface Attempt {
  readonly code: DeviceSignIn;
  readonly endsAtMs: number;
}

/** Sign-in by phone: a code to show, and who one is as soon as the phone says so, without leaving the page. */
export function useDeviceSignIn(branchId: string, device: SignInDevice): DeviceSignInControl {
  const language = useLanguage();
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [rest, setRest] = useState<DeviceSignInState>({ kind: 'idle' });
  const end = useCallback((next: DeviceSignInState) => {
    setAttempt(null);
    setRest(next);
  }, []);

  // What comes late, after another press or a change of mind, is not shown any more.
  const latest = useRef(0);

  const start = useCallback(() => {
    latest.current += 1;
    const wish = latest.current;
    end({ kind: 'starting' });
    void callEndpoint(startDeviceSignIn, { body: { branchId, device, language } }).then((started) => {
      if (wish !== latest.current) return;
      if (started.ok)
        return setAttempt({ code: started.value, endsAtMs: performance.now() + started.value.lifetimeMs });
      const { error } = started;
      end({ kind: 'ended', why: error === 'too-many-requests' || error === 'bank-unavailable' ? error : 'failed' });
    });
  }, [branchId, device, language, end]);

  const cancel = useCallback(() => {
    latest.current += 1;
    end({ kind: 'idle' });
    void callEndpoint(cancelDeviceSignIn);
  }, [end]);

  useEffect(() => {
    if (!attempt) return;
    return pollUntilDecided(attempt, (why) => {
      if (why !== 'signed-in') return end({ kind: 'ended', why });
      end({ kind: 'idle' });
      void queries.invalidateQueries({ queryKey: ['session'] });
    });
  }, [attempt, end, queries]);

  const secondsLeft = useSecondsLeft(attempt?.endsAtMs ?? null);
  return { state: attempt ? { kind: 'waiting', secondsLeft, ...attempt.code } : rest, start, cancel };
}

/** Asks as often as the server says, and tells the outcome once. Answers how to stop. */
function pollUntilDecided({ code, endsAtMs }: Attempt, tell: (outcome: 'signed-in' | DeviceSignInEnd) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopping = new AbortController();
  async function ask(): Promise<void> {
    const polled = await callEndpoint(pollDeviceSignIn, { signal: stopping.signal });
    if (stopping.signal.aborted) return;
    if (polled.ok && polled.value.state !== 'pending') return tell(polled.value.state);
    // A lost connection is no answer: the code is still on its way.
    const waitMs = polled.ok && polled.value.state === 'pending' ? polled.value.pollAfterMs : code.pollAfterMs;
    if (performance.now() >= endsAtMs) return tell('expired');
    again(waitMs);
  }
  function again(waitMs: number): void {
    timer = setTimeout(() => void ask().catch(() => {}), waitMs);
  }
  again(code.pollAfterMs);
  return () => {
    stopping.abort();
    clearTimeout(timer);
  };
}

function useSecondsLeft(endsAtMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (endsAtMs === null) return;
    setNowMs(performance.now());
    const timer = setInterval(() => setNowMs(performance.now()), 1000);
    return () => clearInterval(timer);
  }, [endsAtMs]);
  return endsAtMs === null ? 0 : Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
}
