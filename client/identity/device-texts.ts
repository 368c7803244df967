import type { DeviceSignInEnd } from './use-device-sign-in.ts';

interface DeviceTexts {
  readonly title: string;
  readonly scan: string;
  readonly orOpen: string;
  readonly compare: string;
  readonly qrTitle: string;
  readonly starting: string;
  /** `time` is minutes and seconds, `2:05`. */
  readonly left: (time: string) => string;
  readonly warning: string;
  readonly renew: string;
  readonly pressToRenew: string;
  readonly close: string;
  readonly ends: Readonly<Record<DeviceSignInEnd, string>>;
}

const en: DeviceTexts = {
  title: 'Sign in with your phone',
  scan: 'Scan this with the phone',
  orOpen: 'or open on it',
  compare: 'and press this code there',
  qrTitle: 'QR code: the bank’s page to sign in this device',
  starting: 'Getting a code…',
  left: (time) => `Good for ${time}`,
  warning: 'The code is for you alone. The bank never asks for it.',
  renew: 'New code',
  pressToRenew: 'Press for a new code',
  close: 'Close',
  ends: {
    denied: 'The phone said no.',
    expired: 'The code has run out.',
    failed: 'That did not work.',
    'too-many-requests': 'That was a little fast. Wait a minute.',
    'bank-unavailable': 'The bank does not answer right now.',
  },
};
const ru: DeviceTexts = {
  title: 'Вход через телефон',
  scan: 'Наведите камеру телефона',
  orOpen: 'или откройте на нём',
  compare: 'и нажмите там этот код',
  qrTitle: 'QR-код: страница банка для входа на этом устройстве',
  starting: 'Получаем код…',
  left: (time) => `Действует ещё ${time}`,
  warning: 'Код только для вас. Банк никогда его не спрашивает.',
  renew: 'Новый код',
  pressToRenew: 'Нажмите, чтобы получить новый код',
  close: 'Закрыть',
  ends: {
    denied: 'На телефоне отказались.',
    expired: 'Время кода вышло.',
    failed: 'Не получилось.',
    'too-many-requests': 'Слишком быстро. Подождите минуту.',
    'bank-unavailable': 'Банк сейчас не отвечает.',
  },
};
export const deviceTexts = { en, ru };

/** 125 → 2:05. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An address as people type it: without the scheme. */
export function typedAddress(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
