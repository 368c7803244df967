import { z } from 'zod';

/** What browsers send of a passkey (WebAuthn Level 3, JSON), with a limit on each part; whatever else they add is dropped. */
const bytes = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[\w-]*$/);
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const common = { id: bytes(1400), rawId: bytes(1400), type: z.literal('public-key') };

export const PasskeyAssertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(2000),
    authenticatorData: bytes(1000),
    signature: bytes(1000),
    userHandle: bytes(128).nullish(),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

export const PasskeyRegistration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(2000),
    attestationObject: bytes(5000),
    transports: z.array(z.enum(TRANSPORTS)).max(8).catch([]),
  }),
});
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

const Descriptor = z.object({
  id: z.string(),
  type: z.string(),
  transports: z.array(z.string()).optional(),
});

/** What the browser is given to make a passkey; the library that reads it knows the rest. */
export const PasskeyCreationOptions = z.looseObject({
  challenge: z.string(),
  excludeCredentials: z.array(Descriptor).optional(),
});
/** What the browser is given to sign with one. */
export const PasskeyRequestOptions = z.looseObject({
  challenge: z.string(),
  allowCredentials: z.array(Descriptor).optional(),
});
