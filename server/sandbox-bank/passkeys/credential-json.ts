import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { PasskeyAssertion, PasskeyRegistration } from '../../../shared/passkey.ts';

/** Null for text that is no assertion of a passkey. */
export function readAssertion(text: string): AuthenticationResponseJSON | null {
  const parsed = PasskeyAssertion.safeParse(readJson(text));
  return parsed.success ? ({ ...parsed.data, clientExtensionResults: {} } as AuthenticationResponseJSON) : null;
}

/** Null for text that is no newly made passkey. */
export function readRegistration(text: string): RegistrationResponseJSON | null {
  const parsed = PasskeyRegistration.safeParse(readJson(text));
  return parsed.success ? ({ ...parsed.data, clientExtensionResults: {} } as RegistrationResponseJSON) : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
