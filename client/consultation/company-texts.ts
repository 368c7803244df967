import type { Standing } from '../../shared/consultation-members.ts';

type Words = Readonly<Record<Exclude<Standing, 'left'>, (name: string) => string>>;
interface CompanyTexts {
  /** Of a supervisor, to each of the parties; of oneself as one. */
  readonly supervisor: Readonly<Record<'customer' | 'consultant' | 'colleague' | 'supervisor', Words>>;
  readonly colleague: (name: string) => string;
  readonly invited: (name: string) => string;
  readonly gone: (name: string) => string;
  readonly youAreColleague: string;
  readonly someSupervisor: string;
  readonly someColleague: string;
  readonly privateNote: string;
  /** Where a whisperer writes; at a line that is not for all. */
  readonly whisperHint: (consultant: string) => string;
  readonly aside: string;
}
const never = () => '';

const enStaff: Words = {
  invited: never,
  listening: (name) => `${name}, a supervisor, is listening. The customer is told.`,
  whispering: (name) =>
    `${name}, a supervisor, speaks and writes to you alone. The customer is told that you may be advised.`,
  joined: (name) => `${name}, a supervisor, takes part.`,
};
const en: CompanyTexts = {
  supervisor: {
    customer: {
      invited: never,
      listening: (name) =>
        `${name}, a supervisor, is listening: they hear and read what is said from now on, and nothing said before.`,
      whispering: (name) =>
        `${name}, a supervisor, is listening and may advise your consultant. You neither hear nor see that.`,
      joined: (name) => `${name}, a supervisor, takes part in this talk.`,
    },
    consultant: enStaff,
    colleague: {
      ...enStaff,
      whispering: (name) => `${name}, a supervisor, is listening and advises the consultant. The customer is told.`,
    },
    supervisor: {
      invited: never,
      listening: () => 'You are listening. Both are told of it; nobody hears you, and you cannot write.',
      whispering: () =>
        'The consultant alone hears you and reads what you write. The customer is told that you may advise.',
      joined: () => 'You take part: all hear you and read what you write.',
    },
  },
  colleague: (name) => `${name}, a consultant, takes part in this talk.`,
  invited: (name) => `${name} is asked to come in.`,
  gone: (name) => `${name} is no longer in this talk.`,
  youAreColleague: 'You take part as a second consultant. You see what is said from now on.',
  someSupervisor: 'Somebody',
  someColleague: 'A colleague',
  privateNote: 'Only those named here can see this.',
  whisperHint: (consultant) => `What you write here only ${consultant} can read. No transcript has it.`,
  aside: 'to the consultant alone',
};
const ruStaff: Words = {
  invited: never,
  listening: (name) => `${name}, старший смены, слушает. Клиент об этом знает.`,
  whispering: (name) =>
    `${name}, старший смены, говорит и пишет только вам. Клиенту сказано, что вам могут подсказывать.`,
  joined: (name) => `${name}, старший смены, участвует в беседе.`,
};
const ru: CompanyTexts = {
  supervisor: {
    customer: {
      invited: never,
      listening: (name) =>
        `${name}, старший смены, слушает: слышит и читает то, что говорится с этой минуты, и ничего из сказанного раньше.`,
      whispering: (name) =>
        `${name}, старший смены, слушает и может подсказывать вашему консультанту. Вам этого не слышно и не видно.`,
      joined: (name) => `${name}, старший смены, участвует в беседе.`,
    },
    consultant: ruStaff,
    colleague: {
      ...ruStaff,
      whispering: (name) => `${name}, старший смены, слушает и подсказывает консультанту. Клиент об этом знает.`,
    },
    supervisor: {
      invited: never,
      listening: () => 'Вы слушаете. Оба об этом знают; вас никто не слышит, писать нельзя.',
      whispering: () => 'Вас слышит и читает только консультант. Клиенту сказано, что вы можете подсказывать.',
      joined: () => 'Вы участвуете: вас слышат все и читают, что вы пишете.',
    },
  },
  colleague: (name) => `${name}, консультант, участвует в беседе.`,
  invited: (name) => `Приглашение отправлено: ${name}.`,
  gone: (name) => `${name}: больше не участвует в беседе.`,
  youAreColleague: 'Вы участвуете как второй консультант. Вам видно то, что говорится с этой минуты.',
  someSupervisor: 'Сотрудник',
  someColleague: 'Коллега',
  privateNote: 'Это видят только те, кто здесь назван.',
  whisperHint: (consultant) => `Это прочтёт только ${consultant}. В запись беседы это не попадёт.`,
  aside: 'только консультанту',
};
export const companyTexts = { en, ru };
