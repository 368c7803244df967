import type { Config } from '../config.ts';
import type { Database } from '../lib/db.ts';
import { type AssistantService, type AssistantServiceDeps, createAssistantService } from './assistant-service.ts';
import { createAssistantStore } from './assistant-store.ts';
import { createEmbeddedEngine } from './embedded/embedded-engine.ts';
import { createEndpointEngine } from './endpoint/endpoint-engine.ts';
import { loadKnowledge } from './knowledge/knowledge-base.ts';
import { createKnowledgeSearch } from './knowledge/knowledge-search.ts';

type GivenDeps = Pick<AssistantServiceDeps, 'limits' | 'branches' | 'clock' | 'logger' | 'customerInConsultation'>;

export interface AssistantDeps extends GivenDeps {
  readonly database: Database;
  /** Holds `en/` and `ru/`. */
  readonly knowledgeFolder: string;
  /** Null: the embedded engine answers. */
  readonly languageModel: Config['languageModel'];
  /** Some ten seconds of a core for each language, in slices: where nobody waits for the start, and somebody would for the first answer. */
  readonly learnsAtStart: boolean;
}

/** The AI consultant, with the engine that the configuration asks for. */
export function createAssistant({
  database,
  knowledgeFolder,
  languageModel,
  learnsAtStart,
  ...given
}: AssistantDeps): AssistantService {
  const knowledge = loadKnowledge(knowledgeFolder);
  const embedded = createEmbeddedEngine();
  const search = createKnowledgeSearch(knowledge);
  if (learnsAtStart) void search.learn();
  return createAssistantService({
    ...given,
    store: createAssistantStore(database),
    engine: languageModel
      ? createEndpointEngine({ ...languageModel, baseUrl: languageModel.baseUrl.href.replace(/\/$/, '') })
      : embedded,
    embedded,
    knowledge,
    search,
  });
}
