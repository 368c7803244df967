import { createLogger } from '../logger.ts';
import { startSandboxBank } from './bank.ts';
import { readBankConfig } from './config.ts';

/** One line for the person who started it. */
function fail(error: unknown): never {
  const { code, message } = error as { code?: string; message?: string };
  const reason =
    code === 'EADDRINUSE'
      ? `port is taken: ${message?.split(' ').at(-1)} (choose another by BANK_PUBLIC_URL or BANK_PORT)`
      : message;
  process.stderr.write(`sandbox bank: ${String(reason).split('\n')[0]}\n`);
  process.exit(1);
}

try {
  // The parent's end of the channel closes however it goes, also while we are still opening the database.
  process.once('disconnect', () => process.exit(0));
  const config = readBankConfig(process.env);
  const logger = createLogger('sandbox-bank', config.logLevel);
  const bank = await startSandboxBank(config, logger, (text) => process.send?.({ type: 'progress', text }));
  const stop = () => void bank.close().then(() => process.exit(0), fail);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  logger.info({ url: config.publicUrl }, 'listening');
  process.send?.({ type: 'listening', url: config.publicUrl });
} catch (error) {
  fail(error);
}
