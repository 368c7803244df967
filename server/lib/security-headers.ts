import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What every answer says of what it may do. Nothing but our own origin is loaded, framed or connected to; sockets go to the same
 * host. What is no document has a policy of its own, which is stricter and shorter: the whole one with each of a page's thirty
 * answers is a tenth of what a flat page weighs.
 */
export function securityHeaders(publicUrl: URL): RequestHandler {
  const ofDocuments = headersWith(publicUrl, {
    defaultSrc: ["'self'"],
    // Mesh decoders are WebAssembly. Nothing is run from a blob: meshes are decoded without workers, and PDF.js's worker is a file.
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    // Pictures that were opened in a talk are blobs, and so are, to be fetched, those within a person's own body (VRM).
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", `${publicUrl.protocol === 'https:' ? 'wss' : 'ws'}://${publicUrl.host}`, 'blob:', 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  });
  // A script of ours may run as a worker, which goes by the policy that it came with: PDF.js decodes with WebAssembly.
  const ofAssets = headersWith(
    publicUrl,
    { defaultSrc: ["'self'"], scriptSrc: ["'self'", "'wasm-unsafe-eval'"], frameAncestors: ["'none'"] },
    ABOUT_WINDOWS,
  );
  const ofData = headersWith(publicUrl, { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, ABOUT_WINDOWS);
  return (request, response, next) => {
    const { path } = request;
    // A browser shows a PDF by a page of its own.
    const isData = /^\/(api|branch-files)\//.test(path) && !path.endsWith('.pdf');
    const headers = path.startsWith('/assets/') ? ofAssets : isData ? ofData : ofDocuments;
    headers(request, response, next);
  };
}

/** Says something of a document's window alone, and of scripts and data nothing that their policy does not say. */
const ABOUT_WINDOWS = {
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xFrameOptions: false,
  xXssProtection: false,
} as const;

function headersWith(
  publicUrl: URL,
  directives: Record<string, readonly string[]>,
  without: Partial<typeof ABOUT_WINDOWS> = {},
) {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    hsts: publicUrl.protocol === 'https:' ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // For Internet Explorer and Flash.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    ...without,
  });
}
