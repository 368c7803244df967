import { join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { serveModel } from '../lib/static-files.ts';
import type { BranchPlans } from './branch-plans.ts';

/**
 * The files of branches that are for everyone, below `/branch-files/{id}/`: what is in `model/`, and the logo that the plan
 * names. Models come from `builtFolder` where the build compressed them, and else from beside the plan. What asks for a version by `?v=` is kept for good; `model.json`, which names it, is not.
 */
export function createBranchFiles(plans: BranchPlans, builtFolder: string): Router {
  const router = express.Router();
  const models = new Map<string, RequestHandler>();
  for (const { id } of plans.all) {
    const folder = plans.folderOf(id);
    if (folder) models.set(id, serveModel(join(folder, 'model'), join(builtFolder, id, 'model')));
  }
  router.use('/:branchId/model', (request, response, next) => {
    const serve = models.get(request.params.branchId);
    if (!serve) return next();
    const keep = typeof request.query.v === 'string';
    response.set('cache-control', keep ? 'public, max-age=31536000, immutable' : 'no-cache');
    serve(request, response, next);
  });
  router.get('/:branchId/logo', (request, response, next) => {
    const { branchId } = request.params;
    const folder = plans.folderOf(branchId);
    const logo = plans.get(branchId)?.brand.logo;
    if (!folder || !logo) return next();
    response.set({
      'cache-control': 'public, max-age=3600',
      // It holds no script, by `logo-rules.ts`; and were there one, a page that opens it would not run it.
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': logo.endsWith('.svg') ? 'image/svg+xml; charset=utf-8' : 'image/png',
    });
    response.sendFile(logo, { root: folder, cacheControl: false });
  });
  return router;
}
