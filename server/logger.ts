import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard output. What could carry a secret is cut out by path, whoever logs it. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    name: service,
    level,
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.access_token', '*.refresh_token', '*.id_token'],
  });
}
