import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { askAssistant, forgetAssistantTalk, readAssistantTalk, type Turn } from '../../shared/assistant.ts';
import { callEndpoint } from '../net/api.ts';
import { callStream } from '../net/call-stream.ts';
import { useRead } from '../net/use-read.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { useLanguage } from '../ui/i18n.ts';
import type { AssistantError } from './assistant-texts.ts';

/** A question on its way, and as much of its answer as has come. */
export interface Pending {
  readonly question: string;
  readonly words: string;
}

export interface AssistantState {
  /** Undefined: not known yet. Of a guest, what this page has seen. */
  readonly turns: readonly Turn[] | undefined;
  readonly pending: Pending | null;
  readonly error: AssistantError | null;
  ask(text: string): void;
  stop(): void;
  startOver(): void;
}

const KEY = ['assistant-talk'];
const NONE: readonly Turn[] = [];

/** The talk with the AI: what was said is the server's; what is being said streams in beside it. */
export function useAssistant(branchId: string, onAnswer: (text: string) => void): AssistantState {
  const queries = useQueryClient();
  const language = useLanguage();
  const signedIn = useSignedIn('customer');
  const read = useRead(readAssistantTalk, { key: KEY, enabled: signedIn === true });
  const [guestTurns, setGuestTurns] = useState(NONE);
  const [pending, setPending] = useState<Pending | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const ask = async (question: string) => {
    const controller = new AbortController();
    abort.current = controller;
    setError(null);
    setPending({ question, words: '' });
    let answer: Turn | null = null;
    const asking = callStream(
      askAssistant,
      { params: {}, body: { language, text: question, branchId }, signal: controller.signal },
      (event) => {
        if (event.type === 'text') setPending((before) => before && { ...before, words: before.words + event.delta });
        else if (event.type === 'turn') answer = event.turn;
        else setError('answer-failed');
      },
    );
    const result = await asking.catch(() => null);
    const turn = answer as Turn | null;
    if (signedIn) await queries.invalidateQueries({ queryKey: KEY });
    else if (turn) setGuestTurns((before) => [...before, questionTurn(question, turn), turn]);
    setPending(null);
    if (result && !result.ok) setError(result.error);
    if (turn) onAnswer(turn.text);
  };

  return {
    turns: signedIn === null ? undefined : signedIn ? read.value?.turns : guestTurns,
    pending,
    error: error ?? read.error,
    ask(text) {
      if (!pending) void ask(text);
    },
    stop: () => abort.current?.abort(),
    startOver() {
      setGuestTurns(NONE);
      setError(null);
      if (signedIn)
        void callEndpoint(forgetAssistantTalk, { params: {} }).then(() => queries.invalidateQueries({ queryKey: KEY }));
    },
  };
}

function questionTurn(text: string, { at }: Turn): Turn {
  return { id: crypto.randomUUID(), from: 'customer', kind: 'talk', text, sources: [], drafts: [], at };
}
