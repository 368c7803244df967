import { useEffect, useState } from 'react';
import type { FileLetter } from '../../shared/talk-file.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { fetchFile, type PassProblem, type TalkPlace } from './file-passing.ts';
import { isPicture, type OpenedFile } from './file-seal.ts';
import { fileTexts } from './file-texts.ts';

interface FileLineProps {
  readonly place: TalkPlace;
  readonly file: FileLetter;
}

const MEDIA = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const;
const KILOBYTE = 1024;

/** A file that was handed over: a picture is shown, and everything can be saved; nothing is opened as a page. */
export function FileLine({ place, file }: FileLineProps) {
  const texts = useTexts(fileTexts);
  const { audience, consultationId } = place;
  const [opened, setOpened] = useState<OpenedFile | null>(null);
  const [problem, setProblem] = useState<PassProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const isShown = isPicture(file.type);
  const picture = usePictureUrl(opened);
  const fetched = async (): Promise<OpenedFile | null> => {
    if (opened) return opened;
    setBusy(true);
    const result = await fetchFile({ audience, consultationId }, file);
    setBusy(false);
    setProblem(result.ok ? null : result.error);
    if (!result.ok) return null;
    setOpened(result.value);
    return result.value;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture is fetched once, as its line appears.
  useEffect(() => {
    if (isShown) void fetched();
  }, []);
  const save = async () => {
    const it = await fetched();
    if (it) saveBytes(it);
  };
  return (
    <div className="chat-file">
      {picture && <img src={picture} alt={file.name} onError={() => setProblem('file-damaged')} />}
      <p className="chat-file-name">
        <bdi>{file.name}</bdi>{' '}
        <span className="muted small">
          {texts.kinds[file.type]}, {Math.max(1, Math.round(file.bytes / KILOBYTE))} kB
        </span>
      </p>
      {problem && <p className="field-error">{texts.errors[problem]}</p>}
      <Button variant="quiet" busy={busy} onClick={() => void save()}>
        {texts.save} <span className="visually-hidden">{file.name}</span>
      </Button>
    </div>
  );
}

/** An address within this page alone, of a picture that has been looked at; undefined for what is none. */
function usePictureUrl(file: OpenedFile | null): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file || !isPicture(file.type)) return;
    const made = URL.createObjectURL(new Blob([file.bytes], { type: MEDIA[file.type] }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

/** Onto the person's own device, as bytes of no kind, so that no browser shows them as a page of ours. */
function saveBytes({ name, bytes }: OpenedFile): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
