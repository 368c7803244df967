import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** What browsers send of a passkey, with a limit on each part; whatever else they add is dropped. */
const bytes = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[\w-]*$/);
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const common = { id: bytes(1400), rawId: bytes(1400), type: z.literal('public-key') };

const Assertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(2000),
    authenticatorData: bytes(1000),
    signature: bytes(1000),
    userHandle: bytes(128).nullish(),
  }),
});
const Registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(2000),
    attestationObject: bytes(5000),
    transports: z.array(z.enum(TRANSPORTS)).max(8).catch([]),
  }),
});

/** Null for text that is no assertion of a passkey. */
export function readAssertion(text: string): AuthenticationResponseJSON | null {
  const parsed = Assertion.safeParse(readJson(text));
  return parsed.success ? ({ ...parsed.data, clientExtensionResults: {} } as AuthenticationResponseJSON) : null;
}

/** Null for text that is no newly made passkey. */
export function readRegistration(text: string): RegistrationResponseJSON | null {
  const parsed = Registration.safeParse(readJson(text));
  return parsed.success ? ({ ...parsed.data, clientExtensionResults: {} } as RegistrationResponseJSON) : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
