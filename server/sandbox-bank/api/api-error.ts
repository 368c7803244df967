/** UK Open Banking v4.0 error codes that this bank answers with (OBExternalStatusReason1Code); other dialects translate them. */
const STANDARD_CODES = {
  U000: 'unexpected error',
  U001: 'account access is not permitted',
  U002: 'field invalid',
  U003: 'field missing or body malformed',
  U008: 'initiation or risk differs from the consent',
  U009: 'consent status does not allow this',
  U010: 'consent does not match the token',
  U011: 'resource not found',
  U017: 'signature invalid',
  U018: 'signature missing',
  U028: 'the customer must authenticate again',
  U029: 'idempotency key used with another body',
} as const;
export type StandardCode = keyof typeof STANDARD_CODES;

export const ERROR_CODES = {
  ...STANDARD_CODES,
  /** Of the sandbox's own API alone. */
  AliasUnknown: 'no account is known by this alias',
  ConsentUsed: 'a payment was made from this consent',
  OrderNotCancellable: 'the order can be cancelled no more',
  BookFull: 'no more beneficiaries can be saved for this account',
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** A refusal of the API, thrown to the one place that answers it. */
export class ApiError extends Error {
  readonly status: 400 | 403 | 409;
  readonly code: ErrorCode;
  readonly path: string | undefined;
  constructor(status: 400 | 403 | 409, code: ErrorCode, path?: string) {
    super(ERROR_CODES[code]);
    this.status = status;
    this.code = code;
    this.path = path;
  }
}

/** The client asks too much: 429 without a body. */
export class TooManyRequests extends Error {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('too many requests');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
