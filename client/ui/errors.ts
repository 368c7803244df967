import type { CommonError } from '../../shared/endpoint.ts';
import type { TransportError } from '../net/api.ts';

/** Words for what may go wrong with any call; a feature adds its own codes. */
export const commonErrorTexts: {
  readonly en: Record<CommonError | TransportError, string>;
  readonly ru: Record<CommonError | TransportError, string>;
} = {
  en: {
    'request-malformed': 'Something in the form is not right. Please check it.',
    'sign-in-required': 'Please sign in first.',
    'origin-forbidden': 'This page is not allowed to do that.',
    'not-found': 'This was not found.',
    'request-too-large': 'This is too long.',
    'too-many-requests': 'That was a little fast. Please wait a moment.',
    'internal-error': 'Something went wrong on our side. Please try again.',
    'bank-unavailable': 'The bank does not answer right now. Please try again in a minute.',
    'network-failed': 'No connection to the branch. Please check the network and try again.',
  },
  ru: {
    'request-malformed': 'В форме что-то не так. Проверьте её, пожалуйста.',
    'sign-in-required': 'Сначала войдите, пожалуйста.',
    'origin-forbidden': 'Этой странице так нельзя.',
    'not-found': 'Не найдено.',
    'request-too-large': 'Слишком длинно.',
    'too-many-requests': 'Слишком быстро. Подождите немного.',
    'internal-error': 'Что-то сломалось у нас. Попробуйте ещё раз.',
    'bank-unavailable': 'Банк сейчас не отвечает. Попробуйте через минуту.',
    'network-failed': 'Нет связи с отделением. Проверьте сеть и попробуйте ещё раз.',
  },
};
