import type { TextBlock } from './document-text.ts';

interface DocumentTextProps {
  readonly blocks: readonly TextBlock[];
  readonly language: string;
  /** Else it is there for screen readers alone. */
  readonly isShown: boolean;
  readonly pointed: TextBlock | null;
}

/** The words of a page, from its tags. */
export function DocumentText({ blocks, language, isShown, pointed }: DocumentTextProps) {
  return (
    <div className={isShown ? 'document-text' : 'visually-hidden'} lang={language}>
      {blocks.map((block, index) => (
        <Block
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a page stay in their order.
          key={index}
          block={block}
          marked={block === pointed || undefined}
        />
      ))}
    </div>
  );
}

function Block({ block: { kind, texts }, marked }: { readonly block: TextBlock; readonly marked: true | undefined }) {
  // A later page begins with a heading of the second rank: here all are of one.
  if (kind === 'h1' || kind === 'h2') {
    return (
      <h4 data-kind={kind} data-pointed={marked}>
        {texts[0]}
      </h4>
    );
  }
  if (kind === 'p') return <p data-pointed={marked}>{texts[0]}</p>;
  return (
    <p className="document-row" data-pointed={marked}>
      <span>{texts[0]}</span> <strong>{texts.slice(1).join(' ')}</strong>
    </p>
  );
}
