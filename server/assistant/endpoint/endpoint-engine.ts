import type { AssistantEngine } from '../assistant-engine.ts';

export interface EndpointConfig {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
}
export function createEndpointEngine(_config: EndpointConfig): AssistantEngine {
  throw new Error('not yet');
}
