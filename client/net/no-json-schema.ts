/**
 * Stands in for zod's `toJSONSchema`, which every schema brings along and no page asks for; see `leanZod` of
 * `vite.config.ts`.
 */
function refuse(): never {
  throw new Error('pages do not describe schemas as JSON Schema');
}
export const createToJSONSchemaMethod = () => refuse;
export const createStandardJSONSchemaMethod = () => refuse;
