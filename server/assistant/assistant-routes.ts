import {
  amendDraft,
  askAssistant,
  confirmDraft,
  discardDraft,
  forgetAssistantTalk,
  readArticle,
  readAssistantTalk,
  readHandedOver,
} from '../../shared/assistant.ts';
import { searchKnowledge } from '../../shared/desk.ts';
import { ok } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { AssistantService } from './assistant-service.ts';

export function createAssistantRoutes(assistant: AssistantService): Route[] {
  return [
    route(readAssistantTalk, async ({ principal }) => ok({ turns: await assistant.turns(principal) })),
    route(forgetAssistantTalk, async ({ principal }) => {
      await assistant.forget(principal);
      return ok({});
    }),
    route(askAssistant, ({ principal, body }) => assistant.ask(principal, body.language, body.text, body.branchId)),
    route(amendDraft, ({ principal, params, body }) => assistant.amend(principal, params.draftId, body)),
    route(confirmDraft, ({ principal, params, body }) => assistant.confirm(principal, params.draftId, body)),
    route(discardDraft, ({ principal, params }) => assistant.discard(principal, params.draftId)),
    route(readArticle, async ({ params }) => assistant.article(params.language, params.articleId)),
    route(searchKnowledge, async ({ body }) => ok(await assistant.lookUp(body.query, body.language))),
    route(readHandedOver, async ({ principal, params }) => {
      const handedOver = await assistant.handedOver(principal, params.consultationId);
      return handedOver.ok ? ok({ handedOver: handedOver.value }) : handedOver;
    }),
  ];
}
