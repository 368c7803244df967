import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

export type { Logger };

/** JSON lines on standard output, or where `destination` says. What could carry a secret is cut out, whoever logs it. */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name: service,
    level,
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.access_token', '*.refresh_token', '*.id_token'],
    serializers: { err: faultOf },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What an error is, and not what it was about: a database's carries the values of its statement and the row that was in the way,
 * a language model's the words it was asked.
 */
function faultOf(error: Error) {
  const { type, message, stack, code, status } = stdSerializers.err(error);
  return { type, message, stack, code, status };
}
