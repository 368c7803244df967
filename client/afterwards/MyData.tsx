import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Erasure, eraseMyData, exportMyData, previewErasure } from '../../shared/afterwards.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import './afterwards.css';
import { dataTexts } from './data-texts.ts';

/** What the branch keeps of the customer: to take home, and to have deleted, after seeing what that means. */
export function MyData() {
  const texts = useTexts(dataTexts);
  const queries = useQueryClient();
  const looking = useMutation({ mutationFn: () => callEndpoint(previewErasure) });
  const erasing = useMutation({
    mutationFn: () => callEndpoint(eraseMyData, { body: { confirmed: 'delete-my-data' } }),
    onSettled: () => queries.invalidateQueries(),
  });
  const preview = looking.data?.ok ? looking.data.value : null;
  const erased = erasing.data?.ok ? erasing.data.value : null;
  const place = useFocusRescue<HTMLDivElement>(`${preview !== null} ${erased !== null}`);
  const failed = [looking.data, erasing.data].find((result) => result && !result.ok);
  return (
    <div className="my-data" ref={place} tabIndex={-1}>
      <p>{texts.lead}</p>
      <p>
        <a className="button button-quiet" href={exportMyData.path} download>
          {texts.download}
        </a>
      </p>
      <p className="muted small">{texts.downloadHint}</p>
      {failed && !failed.ok && <Alert tone="danger">{texts.errors[failed.error]}</Alert>}
      {!preview && !erased && (
        <>
          <Button variant="danger" busy={looking.isPending} onClick={() => looking.mutate()}>
            {texts.erase}
          </Button>
          <p className="muted small">{texts.eraseHint}</p>
        </>
      )}
      {preview && !erased && (
        <>
          <Removals erasure={preview} goes={texts.willGo} stays={texts.willStay} />
          <div className="row">
            {preview.deleted.length > 0 && (
              <Button variant="danger" busy={erasing.isPending} onClick={() => erasing.mutate()}>
                {texts.confirm}
              </Button>
            )}
            <Button
              variant="quiet"
              onClick={() => {
                looking.reset();
                erasing.reset();
              }}
            >
              {texts.keep}
            </Button>
          </div>
        </>
      )}
      {erased && (
        <>
          <Alert tone="success">{texts.finished}</Alert>
          <Removals erasure={erased} goes={texts.gone} stays={texts.stayed} />
        </>
      )}
    </div>
  );
}

interface RemovalsProps {
  readonly erasure: Erasure;
  readonly goes: string;
  readonly stays: string;
}

function Removals({ erasure: { deleted, kept }, goes, stays }: RemovalsProps) {
  const texts = useTexts(dataTexts);
  return (
    <>
      <h3 tabIndex={-1}>{goes}</h3>
      {deleted.length === 0 && <p>{texts.nothingGoes}</p>}
      <ul>
        {deleted.map(({ kind, count }) => (
          <li key={kind}>
            {texts.kinds[kind]}: {count}
          </li>
        ))}
      </ul>
      {kept.length > 0 && (
        <>
          <h3>{stays}</h3>
          <ul>
            {kept.map(({ kind, count, reason }) => (
              <li key={kind}>
                {texts.kinds[kind]}: {count} <span className="muted">({texts.reasons[reason]})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
