import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { KNOWLEDGE_QUERY_MAX_LENGTH, searchKnowledge } from '../../../shared/desk.ts';
import { ArticleView } from '../../assistant/ArticleView.tsx';
import { insertIntoComposer, useComposerPort } from '../../consultation/composer-port.ts';
import type { CallError } from '../../net/api.ts';
import { ReadRefused, readEndpoint } from '../../net/use-read.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import './knowledge.css';
import { knowledgeTexts } from './knowledge-texts.ts';

const TYPING_MS = 250;

/** The bank's articles, searched as one types; a passage goes into the message with where it is from. */
export function KnowledgePanel() {
  const texts = useTexts(knowledgeTexts);
  const reader = useLanguage();
  const id = useId();
  const [query, setQuery] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const mayPut = useComposerPort((port) => port.composer !== null);
  const { passages, language, error } = useSearch(query);
  const put = (text: string, title: string) =>
    insertIntoComposer(`${text}\n${knowledgeTexts[language].source}: ${title}`);
  return (
    <section className="knowledge" aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`} className="desk-subheading">
        {texts.heading}
      </h3>
      <label htmlFor={id} className="visually-hidden">
        {texts.find}
      </label>
      <div className="knowledge-field">
        <input
          className="text-field"
          id={id}
          type="search"
          autoComplete="off"
          aria-keyshortcuts="k"
          placeholder={texts.find}
          maxLength={KNOWLEDGE_QUERY_MAX_LENGTH}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setOpenId(null);
          }}
        />
        <span className="keycap" aria-hidden="true">
          K
        </span>
      </div>
      <p className="visually-hidden" role="status">
        {passages && texts.found(passages.length)}
      </p>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {openId && <ArticleView articleId={openId} onOpen={setOpenId} onClose={() => setOpenId(null)} />}
      {!openId && passages?.length === 0 && <p className="muted small">{texts.none}</p>}
      {!openId && passages && passages.length > 0 && (
        <ul className="knowledge-list" lang={language}>
          {passages.map(({ source, text }) => {
            const title = source.section ? `${source.title}, ${source.section}` : source.title;
            return (
              <li key={source.articleId}>
                <h4>{title}</h4>
                <p>{text}</p>
                <div className="row" lang={reader}>
                  {mayPut && (
                    <Button variant="quiet" onClick={() => put(text, title)}>
                      {texts.put} <span className="visually-hidden">{title}</span>
                    </Button>
                  )}
                  <Button variant="quiet" onClick={() => setOpenId(source.articleId)}>
                    {texts.read} <span className="visually-hidden">{title}</span>
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function useSearch(typed: string) {
  const language = useLanguage();
  const query = useSettled(typed.trim());
  const { data, error } = useQuery({
    queryKey: ['desk-knowledge', language, query],
    queryFn: ({ signal }) => readEndpoint(searchKnowledge, { body: { query, language }, signal }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    // What was asked is forgotten with the page's next minute.
    gcTime: 60_000,
  });
  return {
    passages: query === '' ? undefined : data?.passages,
    language: data?.language ?? language,
    error: error instanceof ReadRefused ? (error.code as CallError<Record<never, never>>) : null,
  };
}

/** What was typed, once nothing more has been for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
