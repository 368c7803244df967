import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { SentRequest } from './sandbox-harness.ts';

type Json = { readonly [name: string]: Json };
interface Resolved {
  readonly value: Json;
  readonly pointer: readonly string[];
}

/** Holds requests against OpenAPI documents, by the path below which each lies, and remembers the operations it has seen. */
export function createRequestCheck(files: Readonly<Record<string, string>>) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as (target: Ajv) => void)(ajv);
  const documents = Object.entries(files).map(([base, file]) => {
    const document = JSON.parse(readFileSync(file, 'utf8')) as Json;
    ajv.addSchema(document as object, base);
    return { base, document };
  });
  const seen = new Set<string>();

  function validate(base: string, pointer: readonly string[], value: unknown, what: string): void {
    const check = ajv.getSchema(`${base}#/${pointer.map(escapePointer).join('/')}`);
    if (!check) throw new Error(`${what}: no schema at ${pointer.join('/')}`);
    if (!check(value)) throw new Error(`${what}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value)}`);
  }

  /** Throws where the request is not what its document says of this operation. */
  return {
    check(request: SentRequest): void {
      const { pathname, searchParams } = new URL(request.url);
      const found = documents.find(({ base }) => pathname.startsWith(`${base}/`));
      if (!found) throw new Error(`no document for ${pathname}`);
      const { base, document } = found;
      const template = Object.keys(document.paths ?? {}).find((one) => matches(one, pathname.slice(base.length)));
      const operation = `${request.method} ${base}${template}`;
      const at = ['paths', template ?? '', request.method.toLowerCase()];
      const described = resolve(document, at);
      if (!described) throw new Error(`${request.method} ${pathname} is no operation`);
      const named = parametersOf(document, at);
      for (const parameter of named) {
        const { name, in: place, required } = parameter.value as unknown as ParameterHead;
        if (place === 'path') continue;
        const value = place === 'header' ? request.headers.get(name) : searchParams.get(name);
        if (value === null && required) throw new Error(`${operation}: no ${name}`);
        if (value !== null) validate(base, [...parameter.pointer, 'schema'], value, `${operation} ${name}`);
      }
      for (const name of searchParams.keys())
        if (!named.some(({ value }) => (value as unknown as ParameterHead).name === name))
          throw new Error(`${operation}: ${name} is not asked for`);
      checkBody(base, document, described, operation, request);
      seen.add(operation);
    },
    operations: () => [...seen].sort(),
  };

  function checkBody(base: string, document: Json, described: Resolved, operation: string, request: SentRequest): void {
    const body = resolve(document, [...described.pointer, 'requestBody']);
    if (!body !== (request.body === null)) throw new Error(`${operation}: a body too many, or none`);
    if (!body || request.body === null) return;
    const media = request.headers.get('content-type') ?? '';
    if (!body.value.content?.[media]) throw new Error(`${operation}: ${media} is not taken`);
    validate(base, [...body.pointer, 'content', media, 'schema'], JSON.parse(request.body), operation);
  }
}

interface ParameterHead {
  readonly name: string;
  readonly in: 'header' | 'query' | 'path';
  readonly required?: boolean;
}

/** Of the operation and of its path. */
function parametersOf(document: Json, operation: readonly string[]): Resolved[] {
  return [operation, operation.slice(0, -1)].flatMap((place) => {
    const list = resolve(document, [...place, 'parameters'])?.value as unknown as readonly unknown[] | undefined;
    return (list ?? []).flatMap((_one, index) => resolve(document, [...place, 'parameters', String(index)]) ?? []);
  });
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
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
