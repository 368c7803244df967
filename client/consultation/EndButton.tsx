import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Audience } from '../../shared/endpoint.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { consultationTexts } from './consultation-texts.ts';
import { endpointsOf } from './use-consultation.ts';

interface EndButtonProps {
  readonly audience: Audience;
  readonly consultationId: string;
}

/** Ending takes two presses: it ends for both. Escape, or the second button, stays. */
export function EndButton({ audience, consultationId }: EndButtonProps) {
  const texts = useTexts(consultationTexts);
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'not-yet' | 'now' | 'stayed'>('not-yet');
  const ending = useMutation({
    mutationFn: () => callEndpoint(endpointsOf(audience).end, { params: { consultationId } }),
    onSettled: () => Promise.all(['ticket', 'queue'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  if (asked !== 'now') {
    return (
      <Button
        variant="danger"
        autoFocus={asked === 'stayed'}
        aria-keyshortcuts={audience === 'staff' ? 'e' : undefined}
        onClick={() => setAsked('now')}
      >
        {texts.end}
      </Button>
    );
  }
  return (
    <div
      className="end-question"
      role="alertdialog"
      aria-label={texts.endQuestion}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setAsked('stayed');
      }}
    >
      {ending.data && !ending.data.ok && <Alert tone="danger">{texts.errors[ending.data.error]}</Alert>}
      <span>{texts.endQuestion}</span>
      <div className="row">
        <Button variant="danger" busy={ending.isPending} onClick={() => ending.mutate()}>
          {texts.endYes}
        </Button>
        <Button variant="quiet" autoFocus onClick={() => setAsked('stayed')}>
          {texts.endNo}
        </Button>
      </div>
    </div>
  );
}
