import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CallbackRow, claimCallback, listCallbacks, settleCallback } from '../../shared/appointments.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { CallbackInHand, type CallbackOutcome } from './CallbackInHand.tsx';
import { deskTexts } from './desk-texts.ts';
import { floorTexts } from './floor-texts.ts';

/** Who wishes to be called by phone, in the order in which it is due; whose it is, is known to the one who takes it up. */
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
    mutationFn: (body: { readonly outcome: CallbackOutcome; readonly notes: string }) =>
      callEndpoint(settleCallback, { params, body }),
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
            {row.wishedAt ? texts.wished : texts.asked}{' '}
            <TimeText at={row.wishedAt ?? row.askedAt} style={row.wishedAt ? 'full' : 'time'} />
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
        <CallbackInHand
          mine={row.mine}
          busy={busy}
          onSettle={(outcome, notes) => settling.mutate({ outcome, notes })}
        />
      )}
    </li>
  );
}
