import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/**
 * Answers a folder's files as they were when the server started, each in the lightest form that lies beside it (`.br`, `.gz`) and
 * the browser reads; what is not there is the next handler's. A `cache-control` that is already set is kept. Source maps are for who
 * measures on this machine, and count as not there.
 */
export function serveFolder(folder: string): RequestHandler {
  return onlyWhole(sirv(folder, { etag: true, brotli: true, gzip: true, extensions: [] }));
}

/** The same from the disk at each call, for a folder that may change. */
function serveChanging(folder: string): RequestHandler {
  return onlyWhole(sirv(folder, { etag: true, dev: true, extensions: [] }));
}

function onlyWhole(serve: ReturnType<typeof sirv>): RequestHandler {
  return (request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || isSourceMap(request.path)) return next();
    // Parts of a file are asked for by nobody of ours, and a part of a compressed one is a riddle.
    delete request.headers.range;
    serve(request, response, next);
  };
}

function isSourceMap(path: string): boolean {
  try {
    return /\.map(\.br|\.gz)?$/.test(decodeURI(path));
  } catch {
    return false;
  }
}

/** A branch's model: as the build compressed it, or from beside the plan where it has changed since, or was never built. */
export function serveModel(source: string, built: string): RequestHandler {
  return isSameVersion(source, built) ? serveFolder(built) : serveChanging(source);
}

function isSameVersion(source: string, built: string): boolean {
  const [a, b] = [join(source, 'model.json'), join(built, 'model.json')];
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}
