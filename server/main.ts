import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Express } from 'express';
import { ROOMS_PATH } from '../shared/rooms.ts';
import { type Config, readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { createContext } from './context.ts';
import { createHttpApp } from './http.ts';
import { openDatabase } from './lib/db.ts';
import { killPoints } from './lib/kill-points.ts';
import { within } from './lib/patience.ts';
import { createLocalBackend, openRedisBackend, type RoomsBackend } from './lib/rooms-backend.ts';
import { createSealedBox } from './lib/sealed-box.ts';
import { createLogger, type Logger } from './logger.ts';
import { startRooms } from './rooms.ts';

/** Says in one line why the branch does not run, and ends. */
function fail(error: unknown): never {
  const { code, message } = error as { code?: string; message?: string };
  const reason =
    code === 'EADDRINUSE'
      ? `port is taken: ${message?.split(' ').at(-1)} (choose another by PUBLIC_URL or PORT)`
      : message;
  process.stderr.write(`branch server: ${String(reason).split('\n')[0]}\n`);
  process.exit(1);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

async function openBackend({ cluster, tokenKeys }: Config, logger: Logger): Promise<RoomsBackend> {
  if (!cluster) return createLocalBackend();
  const onError = (error: Error) => logger.warn({ err: error }, 'Redis');
  const box = createSealedBox(...tokenKeys);
  const backend = await openRedisBackend({ url: cluster.redisUrl, box, onError }).catch((error: Error) => {
    throw new ConfigError(`REDIS_URL cannot be used: ${error.message}`);
  });
  // Sockets find a process by its name: of two with one name, one would get them all.
  const nameplate = `atrium:process:${cluster.processName}`;
  if ((await backend.presence.channels(nameplate)).length > 0)
    throw new ConfigError(`PROCESS_NAME ${cluster.processName} is taken: another process runs under it`);
  await backend.presence.subscribe(nameplate, () => {});
  return backend;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger('branch', config.logLevel);
  const progress = (text: string) => process.send?.({ type: 'progress', text });

  // The port is taken before the database is opened: it is what keeps two servers off one embedded folder.
  const server = createServer();
  killPoints?.watchAnswers(server);
  let app: Express | null = null;
  server.on('request', (request, response) =>
    app ? app(request, response) : response.writeHead(503, { 'retry-after': '1' }).end(),
  );
  await listen(server, config.port, config.host);
  progress('opening the database');
  const database = await openDatabase(config.database).catch((error: Error & { code?: string }) => {
    throw new ConfigError(`the database cannot be opened: ${error.message || error.code}`);
  });
  const backend = await openBackend(config, logger);
  const context = await createContext({ config, database, presence: backend.presence, logger });
  progress('opening the rooms');
  const rooms = await startRooms({
    httpServer: server,
    origin: config.publicUrl.origin,
    rooms: context.rooms,
    backend,
    ...(config.cluster && { publicAddress: `${config.publicUrl.host}${ROOMS_PATH}/${config.cluster.processName}` }),
  });
  await context.start();
  let isDraining = false;
  app = createHttpApp({
    ...context,
    readiness: async () => ({ ...(await context.readiness()), ...(isDraining && { status: 'draining' as const }) }),
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    clientFolder: join(import.meta.dirname, '../dist/client'),
    logger,
  });

  const stop = async () => {
    await rooms.stop();
    server.closeAllConnections();
    await context.stop();
    await database.destroy();
    process.exit(0);
  };
  const drain = async () => {
    logger.info({ drainMs: config.drainMs }, 'draining');
    await within(config.drainMs, rooms.drain(), undefined);
    await stopOnce();
  };
  let stopping: Promise<void> | undefined;
  const stopOnce = () => {
    stopping ??= stop().catch(fail);
    return stopping;
  };
  process
    .on('SIGTERM', () => {
      if (isDraining) return void stopOnce();
      isDraining = true;
      drain().catch(fail);
    })
    .on('SIGINT', () => void stopOnce())
    .once('disconnect', () => process.exit(0));
  logger.info({ url: config.publicUrl.href }, 'listening');
  process.send?.({ type: 'listening', url: config.publicUrl.href });
}

main().catch(fail);
