import { type ChildProcess, fork } from 'node:child_process';

/** A process of ours that does what it is told over its channel, one order after another, and ends when the channel closes. */
export type OrderedChild = ChildProcess;

/** `script` is a whole path. What it prints is shown, or kept in its streams where it `isQuiet`. */
export function startOrdered(script: string, execArgv: readonly string[], isQuiet = false): OrderedChild {
  const output = isQuiet ? 'pipe' : 'inherit';
  return fork(script, { execArgv: [...execArgv], stdio: ['ignore', output, output, 'ipc'] });
}

/** Gives an order and waits for its answer: the next is given when the last is answered. Rejects where the process ends instead. */
export function ask<Answer>(child: OrderedChild, order: object | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${child.spawnargs.at(-1)} ended with ${code}`));
    if (child.exitCode !== null) return onExit(child.exitCode);
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer as Answer);
    });
    child.send(order);
  });
}

/** Resolves when it has ended. */
export function end(child: OrderedChild): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.disconnect();
  });
}
