import { join } from 'node:path';
import { loadKnowledge } from '../knowledge/knowledge-base.ts';
import { createKnowledgeSearch } from '../knowledge/knowledge-search.ts';

/** The bank's own articles and known questions. */
export const KNOWLEDGE = loadKnowledge(join(import.meta.dirname, '../../../assets/knowledge'));

/** Made once for all that tests and evaluations ask: to learn a language takes some seconds. */
export const SEARCH = createKnowledgeSearch(KNOWLEDGE);
