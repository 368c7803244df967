import type { DataKind, eraseMyData, KeptReason } from '../../shared/afterwards.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

type EraseError = CallError<(typeof eraseMyData)['errors']>;

const en = {
  lead: 'What the branch keeps of you: consultations, tickets, talks with the AI consultant, documents, ratings. Your accounts are the bank’s, and are not touched here.',
  download: 'Download my data',
  downloadHint: 'A file (JSON) with all of it. Consultants’ notes may be left out: the bank gives them out on request.',
  erase: 'Delete my data',
  eraseHint: 'First you are shown what would go, and what has to stay.',
  willGo: 'This would be deleted',
  willStay: 'This would stay',
  nothingGoes: 'There is nothing that could be deleted.',
  confirm: 'Yes, delete it for good',
  keep: 'Keep it',
  gone: 'This has been deleted',
  stayed: 'This stays',
  finished: 'Done.',
  kinds: {
    talks: 'Consultations, with what was said',
    notes: 'Consultants’ notes',
    visits: 'Tickets',
    appointments: 'Appointments and callbacks',
    'assistant-talks': 'Talks with the AI consultant',
    ratings: 'Ratings: your name and words, the numbers stay',
    documents: 'Documents that are not signed',
    'signed-documents': 'Signed documents',
    proposals: 'Proposals',
    passkeys: 'Passkeys for signing',
    payments: 'Payments',
    'voice-reports': 'Reports of voices in the hall',
    trails: 'Entries of the audit trail, without names or words',
  } satisfies Record<DataKind, string>,
  reasons: {
    law: 'the law asks the bank to keep it',
    proof: 'it proves your signatures',
    protection: 'it protects other people',
    audit: 'it proves that nothing was changed unseen',
  } satisfies Record<KeptReason, string>,
  errors: {
    ...commonErrorTexts.en,
    'visit-open': 'You have a ticket or a consultation. Cancel or finish it first.',
  } satisfies Record<EraseError, string>,
};
const ru: typeof en = {
  lead: 'Что отделение хранит о вас: консультации, талоны, разговоры с ИИ-консультантом, документы, оценки. Счета ведёт банк, здесь они не затрагиваются.',
  download: 'Скачать мои данные',
  downloadHint: 'Файл (JSON) со всем этим. Заметок консультантов в нём может не быть: их банк выдаёт по запросу.',
  erase: 'Удалить мои данные',
  eraseHint: 'Сначала вы увидите, что исчезнет, а что должно остаться.',
  willGo: 'Будет удалено',
  willStay: 'Останется',
  nothingGoes: 'Удалять нечего.',
  confirm: 'Да, удалить навсегда',
  keep: 'Оставить',
  gone: 'Удалено',
  stayed: 'Остаётся',
  finished: 'Готово.',
  kinds: {
    talks: 'Консультации и всё сказанное',
    notes: 'Заметки консультантов',
    visits: 'Талоны',
    appointments: 'Записи и обратные звонки',
    'assistant-talks': 'Разговоры с ИИ-консультантом',
    ratings: 'Оценки: ваше имя и слова, числа остаются',
    documents: 'Неподписанные документы',
    'signed-documents': 'Подписанные документы',
    proposals: 'Предложения',
    passkeys: 'Ключи доступа для подписи',
    payments: 'Платежи',
    'voice-reports': 'Жалобы на голоса в зале',
    trails: 'Записи журнала, без имён и слов',
  },
  reasons: {
    law: 'закон обязывает банк хранить',
    proof: 'подтверждает ваши подписи',
    protection: 'защищает других людей',
    audit: 'доказывает, что ничего не меняли тайно',
  },
  errors: {
    ...commonErrorTexts.ru,
    'visit-open': 'У вас есть талон или консультация. Сначала отмените или завершите.',
  },
};
export const dataTexts = { en, ru };
