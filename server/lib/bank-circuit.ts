import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
} from 'cockatiel';
import { BankNotCalledError } from './bank-not-called.ts';

export interface CircuitOptions {
  /** Failures in a row (no answer, or a 5xx) that open the circuit; how long it stays open at first, and at most. */
  readonly failuresToOpen: number;
  readonly openMs: { readonly first: number; readonly max: number };
}

export type CircuitName = 'closed' | 'open' | 'half-open';

/** Keeps calls from where they fail anyway; opened, it lets one call find out whether that is over. */
export interface BankCircuit {
  /** Throws {@link BankNotCalledError} while the circuit is open. */
  run(call: () => Promise<Response>): Promise<Response>;
  state(): CircuitName;
  /** How long it stays open; 0 where it is not. */
  pauseMs(): number;
}

export function createBankCircuit(
  { failuresToOpen, openMs }: CircuitOptions,
  onChange: (state: CircuitName, openForMs: number) => void,
): BankCircuit {
  let openUntilMs = 0;
  const circuit = circuitBreaker(
    handleAll.orWhenResult((result) => (result as Response).status >= 500),
    {
      breaker: new ConsecutiveBreaker(failuresToOpen),
      // Longer each time that it was found to be too early.
      halfOpenAfter: new DelegateBackoff(({ attempt }: { attempt: number }) => {
        const durationMs = Math.min(openMs.max, openMs.first * 2 ** Math.min(attempt - 1, 16));
        openUntilMs = Date.now() + durationMs;
        return durationMs;
      }),
    },
  );
  const pauseMs = () => (circuit.state === CircuitState.Open ? Math.max(0, openUntilMs - Date.now()) : 0);
  circuit.onStateChange(() => onChange(NAMES[circuit.state], pauseMs()));
  return {
    async run(call) {
      try {
        return await circuit.execute(call);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? new BankNotCalledError('circuit', pauseMs(), error) : error;
      }
    },
    state: () => NAMES[circuit.state],
    pauseMs,
  };
}

const NAMES: Readonly<Record<CircuitState, CircuitName>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};
