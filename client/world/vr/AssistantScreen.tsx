import { useState } from 'react';
import { listSlots } from '../../../shared/appointments.ts';
import { type Draft, QUESTION_MAX_LENGTH, readArticle } from '../../../shared/assistant.ts';
import { assistantTexts } from '../../assistant/assistant-texts.ts';
import { dayAt } from '../../assistant/branch-time.ts';
import { hasTalk } from '../../assistant/draft-kinds.ts';
import { useAssistant } from '../../assistant/use-assistant.ts';
import { useDraft } from '../../assistant/use-draft.ts';
import { useListening } from '../../assistant/use-listening.ts';
import { useReadAloud } from '../../assistant/use-read-aloud.ts';
import { useRead } from '../../net/use-read.ts';
import { useSignedIn } from '../../net/use-signed-in.ts';
import { useOpenPayment } from '../../open-payment.ts';
import {
  AGAIN,
  ALOUD,
  ASK,
  ASK_FIELD,
  articleDoc,
  assistantDoc,
  CONFIRM,
  DISCARD,
  EXAMPLE,
  LISTEN,
  OPEN_ARTICLE,
  PERSON,
  SLOT,
  STOP,
  TO_TICKET,
  WHOLE,
  WITH_TALK,
} from './assistant-docs.ts';
import { type ScreenProps, Surface } from './Surface.tsx';
import { usePanelTyping } from './use-panel-typing.ts';

/** Stands for none: its hook is called on every drawing, and nothing of it is shown. */
const NO_DRAFT: Draft = { id: '', state: 'discarded', fields: { kind: 'card-block' } };

/** The AI in the headset: asked by keys, by voice where this device understands it by itself, or by what is suggested. */
export function AssistantScreen(props: ScreenProps) {
  const { language, plan, go, onPayment } = props;
  const texts = assistantTexts[language];
  const signedIn = useSignedIn('customer');
  const aloud = useReadAloud(language);
  const talk = useAssistant(plan.id, aloud.say);
  const [question, setQuestion] = useState('');
  const listening = useListening(language, setQuestion);
  const [articleId, setArticleId] = useState<string | null>(null);
  const typing = usePanelTyping({
    kind: 'line',
    text: question,
    maxLength: QUESTION_MAX_LENGTH,
    language,
    onText: setQuestion,
  });

  const open = talk.turns?.flatMap(({ drafts }) => drafts).findLast(({ state }) => state === 'open') ?? null;
  const pay = useOpenPayment(() => onPayment(null));
  const draft = useDraft(open ?? NO_DRAFT, plan.id, pay);
  const [isWhole, setIsWhole] = useState(false);
  const [withTalk, setWithTalk] = useState(true);
  const [chosen, setChosen] = useState<{ readonly draftId: string; readonly startsAt: string } | null>(null);
  const appointment = open?.fields.kind === 'appointment' ? open.fields : null;
  const startsAt = chosen?.draftId === open?.id && chosen ? chosen.startsAt : (appointment?.startsAt ?? null);
  const { value: free } = useDaySlots(plan.id, appointment);

  const ask = (text: string) => {
    if (text.trim() === '') return;
    setQuestion('');
    typing.close();
    setIsWhole(false);
    talk.ask(text.trim());
  };
  const press = (id: string) => {
    if (id.startsWith(EXAMPLE)) return ask(texts.examples[Number(id.slice(EXAMPLE.length))] ?? '');
    if (id.startsWith(OPEN_ARTICLE)) return setArticleId(id.slice(OPEN_ARTICLE.length));
    if (id.startsWith(SLOT)) return open ? setChosen({ draftId: open.id, startsAt: id.slice(SLOT.length) }) : undefined;
    switch (id) {
      case ASK:
        return ask(question);
      case STOP:
        return talk.stop();
      case PERSON:
        return ask(texts.personQuestion);
      case AGAIN:
        return talk.startOver();
      case WHOLE:
        return setIsWhole(!isWhole);
      case LISTEN:
        return listening.toggle();
      case ALOUD:
        return aloud.turn(!aloud.isOn);
      case CONFIRM:
        return draft.confirm(withTalk && open !== null && hasTalk(open.fields), startsAt);
      case DISCARD:
        return draft.discard();
      case WITH_TALK:
        return setWithTalk(!withTalk);
      case TO_TICKET:
        return go('ticket');
      case ASK_FIELD:
        return typing.pressField();
      default:
        typing.pressKey(id);
    }
  };

  if (articleId) return <ArticleScreen articleId={articleId} screen={props} onBack={() => setArticleId(null)} />;
  const failed = talk.error ?? draft.error;
  const doc = assistantDoc(
    {
      ...talk,
      signedIn,
      error: failed && texts.errors[failed],
      draft: { open, busy: draft.busy, withTalk, startsAt, free },
      isWhole,
      question,
      keys: typing.keys,
      listening,
      aloud,
    },
    language,
  );
  return <Surface doc={doc} screen={props} onPress={press} />;
}

interface ArticleScreenProps {
  readonly articleId: string;
  readonly screen: ScreenProps;
  readonly onBack: () => void;
}

function ArticleScreen({ articleId, screen, onBack }: ArticleScreenProps) {
  const { language } = screen;
  const { value, error } = useRead(readArticle, {
    key: ['article', language, articleId],
    params: { language, articleId },
  });
  const { errors } = assistantTexts[language];
  const why = error && (error === 'article-unknown' ? errors['not-found'] : errors[error]);
  return <Surface doc={articleDoc(value, why, language)} screen={screen} onPress={() => {}} onBack={onBack} />;
}

/** What is free on the day of an appointment's draft. */
function useDaySlots(branchId: string, appointment: (Draft['fields'] & { kind: 'appointment' }) | null) {
  const [zone, setZone] = useState<string | null>(null);
  const topic = appointment?.topic ?? 'other';
  const date = dayAt(appointment?.startsAt ?? new Date(0).toISOString(), zone ?? 'UTC');
  const read = useRead(listSlots, {
    key: ['slots', branchId, date, topic],
    params: { branchId, date, topic },
    enabled: appointment?.startsAt != null,
  });
  const { value } = read;
  if (value && value.timeZone !== zone) setZone(value.timeZone);
  return read;
}
