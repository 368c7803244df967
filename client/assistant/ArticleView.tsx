import { Fragment } from 'react';
import { readArticle } from '../../shared/assistant.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { assistantTexts } from './assistant-texts.ts';

interface ArticleViewProps {
  readonly articleId: string;
  readonly onOpen: (articleId: string) => void;
  readonly onClose: () => void;
}

/** An article of the bank, where an answer came from. */
export function ArticleView({ articleId, onOpen, onClose }: ArticleViewProps) {
  const texts = useTexts(assistantTexts);
  const language = useLanguage();
  const { value, error } = useRead(readArticle, {
    key: ['article', language, articleId],
    params: { language, articleId },
  });
  return (
    <article className="article">
      {value ? (
        <>
          <h3>{value.title}</h3>
          {value.sections.map(({ heading, text }) => (
            <Fragment key={heading ?? ''}>
              {heading && <h4>{heading}</h4>}
              <p>
                <LinkedText text={text} onOpen={onOpen} />
              </p>
            </Fragment>
          ))}
        </>
      ) : error ? (
        <Alert tone="danger">{error === 'article-unknown' ? texts.errors['not-found'] : texts.errors[error]}</Alert>
      ) : (
        <Skeleton lines={4} />
      )}
      <Button variant="quiet" onClick={onClose}>
        {texts.close}
      </Button>
    </article>
  );
}

/** `[words](article-id)` as a link that opens here, and anew in another tab. */
function LinkedText({ text, onOpen }: { readonly text: string; readonly onOpen: (articleId: string) => void }) {
  return text.split(/(\[[^\]]+\]\([a-z0-9-]+\))/).map((part, index) => {
    const [, words, target] = /^\[([^\]]+)\]\(([a-z0-9-]+)\)$/.exec(part) ?? [];
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never change places.
    if (!words || !target) return <Fragment key={index}>{part}</Fragment>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <ArticleLink key={index} articleId={target} onOpen={onOpen}>
        {words}
      </ArticleLink>
    );
  });
}

interface ArticleLinkProps {
  readonly articleId: string;
  readonly onOpen: (articleId: string) => void;
  readonly children: string;
}

export function ArticleLink({ articleId, onOpen, children }: ArticleLinkProps) {
  return (
    <a
      href={`/flat?article=${articleId}`}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(articleId);
      }}
    >
      {children}
    </a>
  );
}
