import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

test('an error is logged by what it is, without the values of a statement, a row or a question that it carries', () => {
  const lines: string[] = [];
  const logger = createLogger('test', 'info', { write: (line) => void lines.push(line) });
  const cause = Object.assign(new Error('duplicate key'), { detail: 'Key (name)=(Anna Petrova) already exists.' });
  const error = Object.assign(new Error('the statement failed', { cause }), {
    code: '23505',
    params: ['Anna Petrova'],
    requestBodyValues: { messages: ['I am Anna Petrova'] },
    errors: [Object.assign(new Error('one of several'), { params: ['Anna Petrova'] })],
  });
  logger.error({ err: error }, 'a request failed');
  expect(JSON.parse(lines[0] as string)).toMatchObject({
    msg: 'a request failed',
    err: { type: 'Error', code: '23505', message: 'the statement failed: duplicate key' },
  });
  expect(lines[0]).not.toContain('Anna');
});
