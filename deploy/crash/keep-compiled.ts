import { flushCompileCache } from 'node:module';

/**
 * For `node --import`: what Node has compiled it writes down at its end, and the servers of the crash test have none that they
 * live to see. Once a server has done some of its work it is written, so that the next one starts by a third sooner.
 */
const AFTER_MS = 2000;

setTimeout(flushCompileCache, AFTER_MS).unref();
