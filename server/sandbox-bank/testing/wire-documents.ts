import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Answer } from './test-branch.ts';

/** The standard's own documents lie beside the repository, not in it. */
export const WIRE_FOLDER = join(import.meta.dirname, '../../../../shared/open-banking-uk');
export const wireDocumentsAreHere = existsSync(WIRE_FOLDER);

type Json = { readonly [name: string]: Json };

/** Of UK Open Banking v4.0, by the first part of a path. */
const readStandardDocuments = () => ({
  aisp: read(join(WIRE_FOLDER, 'account-info-openapi.json')),
  pisp: read(join(WIRE_FOLDER, 'payment-initiation-openapi.json')),
});

/** Of the sandbox's own API, whose paths tests begin with `/extensions`. */
export const readExtensionsDocument = () => ({
  extensions: read(join(import.meta.dirname, '../api/sandbox-extensions.openapi.json')),
});

/** Holds answers against OpenAPI documents, and remembers which it has seen. */
export function createWireCheck(documents: Readonly<Record<string, Json>> = readStandardDocuments()) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as (target: Ajv) => void)(ajv);
  for (const [name, document] of Object.entries(documents)) ajv.addSchema(document as object, name);
  const seen = new Map<string, Set<number>>();

  /** Throws where the answer is not what the document says of this operation and status. */
  function check(method: string, path: string, answer: Answer): void {
    const [, api, rest = ''] = /^\/(\w+)(\/.*)$/.exec(path) ?? [];
    const document = documents[api as string] ?? {};
    const template = Object.keys(document.paths ?? {}).find((one) => matches(one, rest));
    if (!template) throw new Error(`no operation for ${path}`);
    const operation = `${method} /${api}${template}`;
    const pointer = ['paths', template, method.toLowerCase(), 'responses', String(answer.status)];
    const response = resolve(document, pointer);
    if (!response) throw new Error(`${operation} does not answer ${answer.status}`);
    if (!answer.headers.get('x-fapi-interaction-id')) throw new Error(`${operation}: no x-fapi-interaction-id`);
    if (response.value.headers?.['x-jws-signature'] && !answer.headers.get('x-jws-signature'))
      throw new Error(`${operation} ${answer.status}: no x-jws-signature`);
    checkBody(api as string, operation, response, answer);
    seen.set(operation, (seen.get(operation) ?? new Set()).add(answer.status));
  }

  function checkBody(api: string, operation: string, response: Resolved, answer: Answer): void {
    const media = Object.keys(response.value.content ?? {}).find((type) => type.startsWith('application/json'));
    if (!media || answer.status === 401) {
      if (answer.text !== '') throw new Error(`${operation} ${answer.status} has a body`);
      return;
    }
    if (!answer.headers.get('content-type')?.startsWith('application/json'))
      throw new Error(`${operation} ${answer.status} is not JSON`);
    const at = [...response.pointer, 'content', media, 'schema'].map(escapePointer).join('/');
    const validate = ajv.getSchema(`${api}#/${at}`);
    if (!validate) throw new Error(`no schema at ${at}`);
    if (!validate(answer.body))
      throw new Error(`${operation} ${answer.status}: ${ajv.errorsText(validate.errors)}\n${answer.text}`);
  }

  return {
    check,
    /** One line for each operation with the statuses that were checked. */
    coverage: () =>
      [...seen]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([operation, statuses]) => `${operation}: ${[...statuses].sort().join(' ')}`),
  };
}

interface Resolved {
  readonly value: Json;
  readonly pointer: readonly string[];
}

function resolve(document: Json, pointer: readonly string[]): Resolved | undefined {
  let value: Json | undefined = document;
  for (const step of pointer) value = value?.[step];
  const reference = value?.$ref as unknown as string | undefined;
  if (reference) return resolve(document, reference.slice(2).split('/'));
  return value && { value, pointer };
}

const escapePointer = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
const matches = (template: string, path: string) =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? '');
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Json;
