/** Which policy kept a request from the bank. */
export type DeclinedBy = 'connection' | 'circuit' | 'bulkhead' | 'pause' | 'rate-limit';

/**
 * The bank surely did nothing for this request: it was not sent, or was answered with 429. It may be made again, also where
 * another would not be.
 */
export class BankNotCalledError extends Error {
  override readonly name = 'BankNotCalledError';
  readonly policy: DeclinedBy;
  /** Sooner it is no use to try again; 0 where nobody knows. */
  readonly retryAfterMs: number;

  constructor(policy: DeclinedBy, retryAfterMs: number, cause?: unknown) {
    super(`no call to the bank (${policy})`, { cause });
    this.policy = policy;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The {@link BankNotCalledError} that an error is, or was caused by; libraries in between wrap what they catch. */
export function findNotCalled(error: unknown): BankNotCalledError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof BankNotCalledError) return cause;
  return null;
}
