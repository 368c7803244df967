import { describeAssistantEngine } from '../assistant-engine.contract.ts';
import { createEmbeddedEngine } from './embedded-engine.ts';

describeAssistantEngine('the embedded engine', async () => ({ engine: createEmbeddedEngine(), close: async () => {} }));
