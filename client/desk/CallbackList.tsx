import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CallbackRow, claimCallback, listCallbacks, settleCallback } from '../../shared/appointments.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { deskTexts } from './desk-texts.ts';
import { floorTexts } from './floor-texts.ts';

/** Who wishes to be called by phone; whose it is, is known to the one who takes it up. */
export function CallbackList({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(floorTexts);
  const { value } = useRead(listCallbacks, { key: ['callbacks', branchId], params: { branchId }, everyMs: 30_000 });
  if (!value || value.callbacks.length === 0) return null;
  return (
    <section aria-labelledby="callbacks-heading">
      <h3 id="callbacks-heading" className="desk-subheading" tabIndex={-1} aria-keyshortcuts="c">
        {texts.callbacks} ({value.callbacks.length})
      </h3>
      <ul className="desk-list">
        {value.callbacks.map((row) => (
          <Row key={row.id} branchId={branchId} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ branchId, row }: { readonly branchId: string; readonly row: CallbackRow }) {
  const texts = useTexts(floorTexts);
  const words = useTexts(deskTexts);
  const queries = useQueryClient();
  const params = { branchId, callbackId: row.id };
  const onSettled = () => queries.invalidateQueries({ queryKey: ['callbacks'] });
  const claiming = useMutation({ mutationFn: () => callEndpoint(claimCallback, { params }), onSettled });
  const settling = useMutation({
    mutationFn: (outcome: 'done' | 'not-reached' | 'put-back') =>
      callEndpoint(settleCallback, { params, body: { outcome } }),
    onSettled,
  });
  const failed = [claiming.data, settling.data].find((result) => result && !result.ok);
  const busy = claiming.isPending || settling.isPending;
  return (
    <li data-row>
      <div className="row spread">
        <span>
          {words.topics[row.topic]}{' '}
          <span className="muted small">
            {texts.asked} <TimeText at={row.askedAt} style="time" />
          </span>
        </span>
        {!row.mine && (
          <Button variant="quiet" busy={busy} onClick={() => claiming.mutate()}>
            {texts.claim}
          </Button>
        )}
      </div>
      {failed && !failed.ok && <Alert tone="danger">{texts.errors[failed.error]}</Alert>}
      {row.mine && (
        <>
          <p>
            <strong>{row.mine.customerName}</strong>, <a href={`tel:${row.mine.phone}`}>{row.mine.phone}</a>
          </p>
          <div className="row">
            {(['done', 'not-reached', 'put-back'] as const).map((outcome) => (
              <Button key={outcome} variant="quiet" busy={busy} onClick={() => settling.mutate(outcome)}>
                {texts.outcomes[outcome]}
              </Button>
            ))}
          </div>
        </>
      )}
    </li>
  );
}
