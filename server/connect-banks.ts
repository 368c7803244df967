import type { Config } from './config.ts';
import { type BankConnection, type BankEvent, createBankConnection, endpointClass } from './lib/bank-connection.ts';
import type { Logger } from './logger.ts';

export interface BankConnections {
  readonly toBank: BankConnection;
  readonly toStaffIssuer: BankConnection;
  start(): void;
  stop(): Promise<void>;
}

/** Two ways, though the sandbox is at the end of both: trouble with the staff's issuer is not the customers', nor the other way round. */
export function connectBanks({ bank, staffIssuer }: Config, logger: Logger): BankConnections {
  const onEvent = (to: string) => (event: BankEvent) =>
    logger[isGood(event) ? 'info' : 'warn']({ to, ...event }, 'on the way to a bank');
  const { security, extensionsUrl } = bank;
  const toBank = createBankConnection({
    origins: bank.origins,
    upstreams: bank.upstreams,
    ...(security.profile === 'fapi1-advanced' && {
      tls: {
        cert: security.tls.certificate,
        key: security.tls.key,
        ...(security.tls.ca !== null && { ca: security.tls.ca }),
      },
    }),
    health: { path: bank.healthPath },
    policies: {
      requestsPerSecond: bank.requestsPerSecond,
      classOf: (url) => (extensionsUrl && url.href.startsWith(`${extensionsUrl}/`) ? 'extensions' : endpointClass(url)),
    },
    onEvent: onEvent('bank'),
  });
  const toStaffIssuer = createBankConnection({
    origins: [staffIssuer.issuer.origin],
    onEvent: onEvent('staff issuer'),
  });
  const both = [toBank, toStaffIssuer];
  return {
    toBank,
    toStaffIssuer,
    start() {
      for (const connection of both) connection.start();
    },
    async stop() {
      await Promise.all(both.map((connection) => connection.stop()));
    },
  };
}

function isGood(event: BankEvent): boolean {
  return 'policy' in event
    ? event.policy === 'circuit' && event.state === 'closed'
    : event.upstream === 'added' || event.upstream === 'returned';
}
