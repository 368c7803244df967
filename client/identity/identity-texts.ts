import type { SignInFailure } from '../../shared/identity.ts';

interface IdentityTexts {
  readonly signIn: string;
  readonly withPhone: string;
  readonly signOut: string;
  readonly signedInAs: (name: string) => string;
  readonly otherLanguage: string;
  readonly failures: Readonly<Record<SignInFailure, string>>;
}

const en: IdentityTexts = {
  signIn: 'Sign in',
  withPhone: 'With your phone',
  signOut: 'Sign out',
  signedInAs: (name) => `Signed in as ${name}`,
  otherLanguage: 'Русский',
  failures: {
    'sign-in-denied': 'You did not share your accounts, so you are not signed in. You can still look around.',
    'sign-in-expired': 'The sign-in took too long or was begun in another window. Please sign in again.',
    'sign-in-failed': 'The bank could not sign you in right now. Please try again.',
    'sign-in-no-role': 'This account has no role at the branch. Please ask your supervisor.',
  },
};
const ru: IdentityTexts = {
  signIn: 'Войти',
  withPhone: 'Через телефон',
  signOut: 'Выйти',
  signedInAs: (name) => `Вы вошли как ${name}`,
  otherLanguage: 'English',
  failures: {
    'sign-in-denied': 'Вы не открыли доступ к счетам, поэтому вход не выполнен. Осмотреться можно и так.',
    'sign-in-expired': 'Вход занял слишком много времени или начат в другом окне. Войдите ещё раз.',
    'sign-in-failed': 'Банк сейчас не смог вас впустить. Попробуйте ещё раз.',
    'sign-in-no-role': 'У этой учётной записи нет роли в отделении. Обратитесь к руководителю.',
  },
};
export const identityTexts = { en, ru };
