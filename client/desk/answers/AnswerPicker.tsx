import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { staffConsultation } from '../../../shared/consultation.ts';
import { type AnswerStep, readAnswers } from '../../../shared/desk.ts';
import { insertIntoComposer, useComposerPort } from '../../consultation/composer-port.ts';
import { useRead } from '../../net/use-read.ts';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import './answers.css';
import { type AnswerLanguage, type FoundAnswer, fillAnswer, findAnswers } from './answer-rules.ts';
import { answerTexts } from './answer-texts.ts';
import { prepare } from './prepared-store.ts';

interface AnswerPickerProps {
  readonly consultationId: string;
  readonly onClose: () => void;
}

/** The language of the answer that was chosen last, as long as the page is open. */
let lastLanguage: AnswerLanguage | null = null;

/**
 * A combobox over the message's field (ARIA APG, list autocomplete with manual selection): arrows go through the answers, Enter puts
 * one into the message to be changed and sent by hand, Escape goes back to the message.
 */
export function AnswerPicker({ consultationId, onClose }: AnswerPickerProps) {
  const texts = useTexts(answerTexts);
  const reader = useLanguage();
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { value: answers } = useRead(readAnswers, { key: ['desk-answers'] });
  const { value: facts } = useRead(staffConsultation.read, {
    key: ['consultation', 'staff', consultationId],
    params: { consultationId },
  });
  const found = useMemo(
    () =>
      answers && facts ? findAnswers(answers, { query, topic: facts.topic, language: lastLanguage ?? reader }) : [],
    [answers, facts, query, reader],
  );
  const active = found[Math.min(at, found.length - 1)];
  const close = () => {
    onClose();
    useComposerPort.getState().composer?.focus();
  };
  const leave = (plain: string) => {
    onClose();
    insertIntoComposer(plain);
  };
  const choose = ({ answer, language }: FoundAnswer) => {
    if (!facts) return;
    lastLanguage = language;
    prepare(consultationId, answer.steps);
    leave(fillAnswer(answer.text, facts));
  };
  const move = (by: number) => setAt((Math.min(at, found.length - 1) + by + found.length) % found.length);
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const put = () => active && choose(active);
    const deeds: Readonly<Record<string, (() => void) | undefined>> = {
      // A ready answer goes into the message, and is never sent by this key.
      Enter: put,
      Escape: close,
      ArrowDown: found.length > 0 ? () => move(1) : undefined,
      ArrowUp: found.length > 0 ? () => move(-1) : undefined,
      // What was no request for an answer becomes what was typed.
      ...(query === '' && { Backspace: close, ' ': () => leave('/ '), '/': () => leave('/') }),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };
  return (
    <div className="answers">
      <label htmlFor={id}>{texts.find}</label>
      <input
        className="text-field"
        id={id}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? optionId(id, active) : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the slash that opened it is the beginning of what is typed here.
        autoFocus
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
        onBlur={onClose}
      />
      <p className="visually-hidden" role="status">
        {answers && texts.found(found.length)}
      </p>
      <div id={`${id}-list`} role="listbox" aria-label={texts.list} className="answers-list">
        {found.map((one) => (
          <Option
            key={`${one.language}-${one.answer.id}`}
            id={optionId(id, one)}
            one={one}
            isActive={one === active}
            text={facts ? fillAnswer(one.answer.text, facts) : ''}
            onChoose={() => choose(one)}
          />
        ))}
      </div>
      {answers && found.length === 0 && <p className="muted answers-none">{texts.none}</p>}
      <p id={`${id}-hint`} className="muted small answers-hint">
        {texts.hint}
      </p>
    </div>
  );
}

function optionId(id: string, { answer, language }: FoundAnswer): string {
  return `${id}-${language}-${answer.id}`;
}

interface OptionProps {
  readonly id: string;
  readonly one: FoundAnswer;
  readonly isActive: boolean;
  readonly text: string;
  readonly onChoose: () => void;
}

function Option({ id, one: { answer, language }, isActive, text, onChoose }: OptionProps) {
  const texts = useTexts(answerTexts);
  const reader = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's, which keeps the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: as above, by aria-activedescendant.
    <div
      id={id}
      ref={place}
      role="option"
      aria-selected={isActive}
      className="answers-option"
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="answers-title">{answer.title}</span>
      {language !== reader && <span className="answers-mark">{texts.languages[language]}</span>}
      <span className="answers-text" lang={language} data-whole={isActive || undefined}>
        {text}
      </span>
      {isActive && answer.steps.length > 0 && (
        <span className="answers-steps">
          {texts.prepares} {answer.steps.map((step) => texts.steps[kindOf(step)]).join(', ')}
        </span>
      )}
    </div>
  );
}

function kindOf(step: AnswerStep): 'offer' | 'wrapUp' {
  return 'offer' in step ? 'offer' : 'wrapUp';
}
