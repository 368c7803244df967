import currencies from 'currency-codes';
import type { Plugin } from 'vite';

/** What every schema of zod can do and no page of ours has it do: each such method holds on to the code that does it. */
export const UNASKED_METHODS =
  'with brand register superRefine overwrite nonoptional or and prefault readonly describe meta isOptional isNullable apply safeParseAsync validate validateAsync encode decode encodeAsync decodeAsync safeEncode safeDecode safeEncodeAsync safeDecodeAsync toJSONSchema keyof passthrough loose strict strip safeExtend merge exactPartial required omit'.split(
    ' ',
  );
const methodOf = (name: string) =>
  new RegExp(`^ {4}(?:async )?${name}(?:: (?:async )?function \\w+)?\\(.*\\) \\{\\n(?: {8}.*\\n)+ {4}\\},\\n`, 'gm');

/**
 * What zod brings along and no page asks for: to describe schemas as JSON Schema (18 kB), methods, among them the string formats
 * (`z.string().email()`, where `z.email()` says the same), English words for what is wrong, care for values that hold themselves,
 * which nothing that is read from JSON does, and parsers compiled from text, which a page's policy forbids anyway.
 */
const NO_PAGE_ASKS_FOR: readonly (readonly [part: RegExp, instead: string])[] = [
  [/^ *inst\._zod\.processJSONSchema = .*;$/gm, ''],
  [/^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm, ''],
  [/^ {4}if \(!core\.globalConfig\.localeError\)\n {8}core\.config\(en\(\)\);$/gm, ''],
  [/^ {4}if \(!core\.globalConfig\.memoizer\)\n {8}core\.config\(\{ memoizer: core\.memoizer\(\) \}\);$/gm, ''],
  [/util\.derived\(\{\n(?:.*\n)+?\}, \{/g, 'util.derived({}, {'],
  [/\$ZodObjectJIT\b/g, '$ZodObject'],
  ...UNASKED_METHODS.map((name) => [methodOf(name), ''] as const),
];
export function leanZod(): Plugin {
  return {
    name: 'atrium-lean-zod',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /zod\/v4\/classic\/schemas\.js$/ },
      handler(code) {
        let lean = code;
        for (const [part, instead] of NO_PAGE_ASKS_FOR) {
          if (lean.search(part) < 0) this.error(`zod is written otherwise now: it has no ${part}`);
          lean = lean.replace(part, () => instead);
        }
        return { code: lean, map: null };
      },
    },
  };
}

/**
 * A contract of `shared/` names its schemas by calls, and a bundler keeps every call that might do something. These do nothing but
 * make what they are called: where a page does not read it, it is left out. Lines stay where they are.
 */
export function leanContracts(): Plugin {
  return {
    name: 'atrium-lean-contracts',
    apply: 'build',
    transform: {
      filter: { id: /\/shared\/[\w-]+\.ts$/ },
      handler(code) {
        let lean = '';
        let from = 0;
        for (const statement of this.parse(code).body) {
          const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
          if (declaration?.type !== 'VariableDeclaration') continue;
          for (const { init } of declaration.declarations) {
            if (init?.type !== 'CallExpression') continue;
            lean += `${code.slice(from, init.start)}/*#__PURE__*/(() => ${code.slice(init.start, init.end)})()`;
            from = init.end;
          }
        }
        return { code: lean + code.slice(from), map: null };
      },
    },
  };
}

/** Of the list of currencies pages need codes and decimals (`shared/money.ts`), and not in which countries they are paid. */
export function leanCurrencies(): Plugin {
  return {
    name: 'atrium-lean-currencies',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /currency-codes\/index\.js$/ },
      handler() {
        const kept = currencies.codes().map((code) => `${code}${currencies.code(code)?.digits}`);
        const read = '({ code: kept.slice(0, 3), digits: Number(kept.slice(3)) })';
        const all = `'${kept.join(' ')}'.split(' ').map((kept) => ${read})`;
        const find = 'export const code = (asked) => all.find(({ code }) => code === asked.toUpperCase());';
        return { code: `const all = ${all};\n${find}`, map: null };
      },
    },
  };
}
