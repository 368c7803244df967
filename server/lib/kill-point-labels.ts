/** Columns whose value tells one statement of a table from another: words of the program, never of a person. */
const TELLING = ['state', 'to_state', 'status', 'kind', 'endpoint'];

/** Names a statement that changes rows by table and by what it is about; null for every other. */
export function labelStatement(sql: string, parameters: readonly unknown[]): string | null {
  const [, verb, table] = /^\s*(insert into|update|delete from)\s+"?(\w+)"?/i.exec(sql) ?? [];
  if (!verb || !table) return null;
  const name = `${verb.split(' ')[0]} ${table}`.toLowerCase();
  const told = /^insert/i.test(verb) ? toldByInsert(sql) : toldByUpdate(sql);
  const words = told
    .map(([column, parameter]) => [column, parameters[parameter - 1]] as const)
    .filter(([column, value]) => TELLING.includes(column) && typeof value === 'string')
    .map(([column, value]) => `${column}=${value}`);
  if (words.length > 0) return [name, ...new Set(words)].join(' ');
  const firstSet = /\bset "?(\w+)"?/.exec(sql)?.[1];
  return /^update/i.test(verb) && firstSet ? `${name} ${firstSet}` : name;
}

type Told = readonly (readonly [column: string, parameter: number])[];

function toldByInsert(sql: string): Told {
  const [, columns = '', values = ''] = /\(([^)]*)\) values \(([^)]*)\)/.exec(sql) ?? [];
  const parameters = values.split(', ');
  return columns.split(', ').map((column, index) => {
    return [column.replaceAll('"', ''), Number(parameters[index]?.slice(1))] as const;
  });
}

/** What is set comes first; of the conditions count only those on columns that are never set here. */
function toldByUpdate(sql: string): Told {
  const [, set = '', where = ''] = /^(?:.*?\bset (.*?))?(?:\bwhere (.*))?$/s.exec(sql) ?? [];
  const pairs = (text: string) =>
    [...text.matchAll(/"(\w+)" = \$(\d+)/g)].map(([, column = '', index]) => [column, Number(index)] as const);
  return [...pairs(set), ...pairs(where).filter(([column]) => column === 'kind' || column === 'endpoint')];
}

/** What one transaction wrote, each kind of statement once. */
export function labelTransaction(statements: readonly string[]): string {
  return [...new Set(statements)].join(' + ');
}

/** Method and path with ids left out; a token request also by its grant. */
export function labelCall(method: string, path: string, body?: unknown): string {
  const template = path
    .split('/')
    .map((segment) => (isId(segment) ? ':id' : segment))
    .join('/');
  const grant = new URLSearchParams(body instanceof URLSearchParams || typeof body === 'string' ? body : '').get(
    'grant_type',
  );
  return [method, template, ...(grant ? [grant.split(':').at(-1)] : [])].join(' ');
}

/** The ids in use: UUIDs with or without a word before, the issuer's random words, and the sandbox's `acc-…`. */
function isId(segment: string): boolean {
  return /^acc-/.test(segment) || (segment.length >= 16 && /[0-9A-Z]/.test(segment));
}
