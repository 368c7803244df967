import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { addPasskey, beginPasskey, beginSigning, signDocument } from '../../shared/documents.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { sha256, signingChallenge, toBase64Url } from '../../shared/signature.ts';
import { type CallError, callEndpoint } from '../net/api.ts';

/** Why the browser or the person did not go through with it. */
export type PasskeyProblem = 'passkey-cancelled' | 'passkey-failed' | 'passkey-known';

export type SignError =
  | CallError<typeof beginSigning.errors>
  | CallError<typeof signDocument.errors>
  | PasskeyProblem
  | 'document-changed';

/**
 * Signs the bytes that are shown: the challenge is made here from them, and what the server asks for is not signed where it is
 * another.
 */
export async function signWithPasskey(
  documentId: string,
  shown: Uint8Array<ArrayBuffer>,
): Promise<Result<unknown, SignError>> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const begun = await callEndpoint(beginSigning, { params: { documentId } });
  if (!begun.ok) return begun;
  const { statement, options } = begun.value;
  const expected = await signingChallenge({ ...statement, documentId, pdfSha256: toBase64Url(await sha256(shown)) });
  if (toBase64Url(expected) !== options.challenge) return refuse('document-changed');
  try {
    const { id, rawId, response } = await startAuthentication({
      optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    });
    const assertion = { id, rawId, response, type: 'public-key' } as const;
    return await callEndpoint(signDocument, {
      params: { documentId },
      body: { nonce: statement.nonce, assertion },
    });
  } catch (error) {
    return refuse(problemOf(error));
  }
}

export type MakeError = CallError<typeof beginPasskey.errors> | CallError<typeof addPasskey.errors> | PasskeyProblem;

export async function makePasskey(): Promise<Result<unknown, MakeError>> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const begun = await callEndpoint(beginPasskey);
  if (!begun.ok) return begun;
  try {
    const { id, rawId, response } = await startRegistration({
      optionsJSON: begun.value.options as unknown as PublicKeyCredentialCreationOptionsJSON,
    });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    const made = { clientDataJSON, attestationObject, transports: transports as never };
    return await callEndpoint(addPasskey, {
      body: { registration: { id, rawId, type: 'public-key', response: made } },
    });
  } catch (error) {
    return refuse(problemOf(error));
  }
}

function problemOf(error: unknown): PasskeyProblem {
  const { name } = error as Error;
  if (name === 'InvalidStateError') return 'passkey-known';
  return name === 'NotAllowedError' || name === 'AbortError' ? 'passkey-cancelled' : 'passkey-failed';
}
