import { expect, test } from 'vitest';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import type { Judgement } from '../../../shared/domain/evaluation.ts';
import { linesOf, type Ran, runCli } from '../../support/cli.ts';
import { aPoint } from '../../support/llm-grader.ts';
import { type Act, apiKey, completion, disconnected, failure, useScriptedModel } from '../../support/scripted-model.ts';

const server = useScriptedModel();
const forty = 40;
const concurrency = 4;

/** Forty answers (or fewer) by a person each, the last of them empty; judged by a model, and remembered in `stored`. */
function gradeForty(stored = new Map<string, Judgement>(), rowCount = forty): Promise<Ran> {
  const question = { question: 'Why is the sky blue?', key_points: [{ id: 'a', text: 'Air scatters blue light.' }] };
  const rows = Array.from({ length: rowCount }, (_, index) => ({
    ...question,
    id: index,
    answer: index === rowCount - 1 ? '' : `Air number ${index} scatters blue light.`,
  }));
  const judgements = {
    find: async (_: string, work: string) => stored.get(work),
    save: async (_: string, work: string, judgement: Judgement) => void stored.set(work, judgement),
  };
  const tools = {
    judging: { ...wireTools({ model: null }), model: openAiModel(server.settings({ retries: 0 })) },
    openJudgements: async () => ({ judgements, close: async () => undefined }),
  };
  const input = rows.map((row) => JSON.stringify(row)).join('\n');
  return runCli(['grade', '-', '--judge', 'llm', '--concurrency', String(concurrency)], { input, tools });
}

const covered: Act = completion({
  answer_kind: 'attempt',
  language: 'en',
  manipulation: { present: false, quote: '' },
  points: [aPoint('a', 'scatters blue light')],
  misconceptions: [],
  dimensions: [],
});

test.each<[string, Act, string]>([
  [
    'does not know the key',
    failure(401, { code: 'invalid_api_key' }),
    'the provider answered 401: check OPENAI_API_KEY',
  ],
  ['has no credit for it', failure(402), 'the provider answered 402: the account has no credit left'],
  [
    'does not let it in',
    failure(403),
    'the provider answered 403: check what OPENAI_API_KEY may use, and OPENAI_MODEL',
  ],
  ['does not know the model', failure(404), 'the provider answered 404: check OPENAI_MODEL and OPENAI_BASE_URL'],
  ['has no quota', failure(429, { code: 'insufficient_quota' }), 'the quota at the provider is used up: raise it, or'],
  ['can not be reached', disconnected, 'the provider could not be reached: check OPENAI_BASE_URL and the network'],
  [
    'always limits requests',
    failure(429),
    'the provider answered 429: it limits requests; ask fewer at once, or later',
  ],
  ['is out of order', failure(503), 'the provider answered 503: try later'],
  ['rejects everything', failure(400), 'the provider rejected the requests (400): check OPENAI_MODEL'],
  [
    'shows a page to log in',
    () => new Response('<html>Log in</html>', { headers: { 'content-type': 'text/html' } }),
    'what the provider sent is no reply of a model: check OPENAI_BASE_URL',
  ],
])('soon stops asking a provider that %s, and says so in one line', async (_, act, advice) => {
  server.always(act);
  const { code, out, messages } = await gradeForty();
  expect(code).toBe(2);
  const asked = server.requests.length;
  expect(asked).toBeLessThanOrEqual(concurrency + 4);
  const rows = linesOf(out);
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: forty }, (__, index) => index));
  expect(rows.slice(0, asked)).toEqual(Array(asked).fill(expect.objectContaining({ status: 'needs-review' })));
  for (const row of rows.slice(asked, -1)) {
    expect(row).toMatchObject({ status: 'failed', score: null, usage: { calls: 0 } });
    expect(row['reason']).toContain(`not tried, because ${advice}`);
  }
  // What needs no model is settled all the same.
  expect(rows.at(-1)).toMatchObject({ status: 'graded', gate: 'empty', score: 0 });
  const [line = '', summary = '', ...others] = messages.trimEnd().split('\n');
  expect(line).toContain(`markscheme: ${advice}`);
  expect(line).toContain(`; ${forty - 1 - asked} rows were not tried and are marked failed`);
  expect(summary).toMatch(/^40 rows: 1 graded, \d needs-review, \d\d failed; judge llm/);
  expect(others).toEqual([]);
  expect(messages + out).not.toContain(apiKey);
});

test('keeps what was judged before the quota ran out, and pays in a second run only for the rest', async () => {
  const stored = new Map<string, Judgement>();
  server.script(...Array<Act>(20).fill(covered));
  server.always(failure(429, { code: 'insufficient_quota' }));
  const first = await gradeForty(stored);
  expect(first.code).toBe(2);
  expect(linesOf(first.out).filter(({ score }) => score === 100)).toHaveLength(20);
  const asked = server.requests.length;
  expect(asked).toBeLessThanOrEqual(20 + concurrency);

  server.always(covered);
  const second = await gradeForty(stored);
  expect(second).toMatchObject({ code: 0, messages: expect.stringMatching(/^40 rows: 40 graded/) });
  expect(server.requests.length - asked).toBe(forty - 1 - 20);
});

test('lets no single answer that a provider will not read stop the others', async () => {
  server.always(({ messages }) => {
    const isForbidden = JSON.stringify(messages).includes('number 0 ');
    return (isForbidden ? failure(403) : covered)({ model: 'm', messages });
  });
  const { code, out, messages } = await gradeForty();
  expect(code).toBe(0);
  expect(linesOf(out).map(({ status }) => status)).toEqual(['needs-review', ...Array(forty - 1).fill('graded')]);
  expect(messages).toMatch(/^40 rows: 39 graded, 1 needs-review, 0 failed/);
});

test('goes on where a call fails for a reason that may pass, and says by its exit code that another run may do better', async () => {
  server.script(failure(500), failure(429, { code: 'rate_limit_exceeded' }), failure(400), disconnected);
  server.always(covered);
  const { code, messages } = await gradeForty();
  expect(code).toBe(2);
  expect(messages).toMatch(/^40 rows: 36 graded, 4 needs-review, 0 failed/);
});

test('ends with exit code 2 after a run too short to give up in, when no call of it was answered', async () => {
  server.always(disconnected);
  const { code, out, messages } = await gradeForty(new Map(), 3);
  expect(code).toBe(2);
  expect(linesOf(out).map(({ status }) => status)).toEqual(['needs-review', 'needs-review', 'graded']);
  expect(messages).toMatch(/^markscheme: the provider could not be reached: check .*\n3 rows: /);
});

test('gives up on a provider that breaks down for good in the middle, and tries the rest in a second run', async () => {
  const stored = new Map<string, Judgement>();
  server.script(...Array<Act>(4).fill(covered));
  server.always(failure(503));
  const first = await gradeForty(stored);
  expect(first.code).toBe(2);
  expect(server.requests.length).toBeLessThanOrEqual(4 + 25 + concurrency);
  expect(first.messages).toMatch(/^markscheme: the provider answered 503: try later; \d+ rows were not tried/);
  server.always(covered);
  expect(await gradeForty(stored)).toMatchObject({ code: 0, messages: expect.stringMatching(/^40 rows: 40 graded/) });
});
