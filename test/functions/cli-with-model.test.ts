import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

/* The real command line in a process of its own against a server in a process of its own; nothing is intercepted. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const secret = 'sk-of-the-smoke-test';
const Row = z.looseObject({
  status: z.string(),
  score: z.number().nullable(),
  judge: z.string(),
  model: z.string().nullable(),
  reviewReasons: z.array(z.string()),
  scoreRange: z.looseObject({ min: z.number(), max: z.number() }).nullable(),
  reason: z.string().nullable(),
  usage: z.looseObject({ calls: z.number(), inputTokens: z.number(), costUsdMicros: z.number().nullable() }),
  verdicts: z.array(z.looseObject({ verdict: z.string(), evidence: z.array(z.looseObject({ text: z.string() })) })),
});

const question = 'What is a load balancer for?';
const reference = 'It spreads requests over several servers.';
const key_points = [
  { id: 'spread', text: 'Spreads requests over several servers.' },
  { id: 'health', text: 'Takes servers that fail their health checks out of rotation.' },
];
const rows = [
  { id: 'a', candidate: 'Ada Lovelace', answer: 'It spreads requests over several servers, so none is overloaded.' },
  { id: 'b', candidate: 'Grace Hopper', answer: 'It takes servers that fail their health checks out of rotation.' },
  { id: 'c', candidate: 'Mary Shaw', answer: '' },
].map((row) => ({ question, reference_answer: reference, key_points, ...row }));

let folder = '';
let stub: ChildProcess | undefined;
let baseUrl = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'markscheme-smoke-'));
  await writeFile(join(folder, 'answers.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  stub = spawn(process.execPath, [join(root, 'test/support/stub-model-server.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (stub.stdout === null) throw new Error('The stub has no output');
  const [line] = await once(createInterface(stub.stdout), 'line');
  baseUrl = z.url().parse(line);
});

afterAll(async () => {
  if (stub?.kill()) await once(stub, 'exit');
  await rm(folder, { recursive: true, force: true });
});

describe('a file graded with a model from the command line', () => {
  it('has the results that the offline judge gives, names its judge, counts its calls, and pays once', async () => {
    const offline = await grade({ judge: 'offline', settings: {} });
    expect(await requestsSoFar()).toEqual([]);

    const first = await grade({ judge: 'llm', settings: { OPENAI_BASE_URL: baseUrl } });
    expect(first.code, first.messages).toBe(0);
    expect(first.rows.map(shapeOf)).toEqual(offline.rows.map(shapeOf));
    expect(first.rows).toMatchObject([
      {
        id: 'a',
        judge: 'llm',
        model: 'gpt-5-mini',
        score: 50,
        usage: { calls: 1, inputTokens: 100, costUsdMicros: 65 },
      },
      { id: 'b', judge: 'llm', score: 50, usage: { calls: 1 } },
      { id: 'c', judge: 'llm', score: 0, gate: 'empty', usage: { calls: 0, costUsdMicros: 0 } },
    ]);
    expect(first.rows[0]?.verdicts).toMatchObject([
      { verdict: 'covered', evidence: [{ start: 0, text: rows[0]?.answer }] },
      { verdict: 'missing', evidence: [] },
    ]);
    const asked = await requestsSoFar();
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(asked)).not.toMatch(/Ada|Lovelace|Grace|Hopper/);

    const second = await grade({ judge: 'llm', settings: { OPENAI_BASE_URL: baseUrl } });
    expect(await requestsSoFar()).toHaveLength(2);
    expect(second.rows.map(({ score, verdicts }) => ({ score, verdicts }))).toEqual(
      first.rows.map(({ score, verdicts }) => ({ score, verdicts })),
    );
    expect(second.rows.map(({ usage }) => usage)).toMatchObject(rows.map(() => ({ calls: 0, costUsdMicros: 0 })));
  });

  it('settles every row, says what to do and tells no secret when the provider has no quota left', async () => {
    const failing = baseUrl.replace('/v1', '/failing/quota/v1');
    const settings = { OPENAI_BASE_URL: failing, OPENAI_MODEL: 'gpt-5-nano' };
    const { code, rows: results, messages } = await grade({ judge: 'llm', settings });
    expect(code).toBe(2);
    expect(messages).toMatch(/^markscheme: the quota at the provider is used up: .*\n3 rows: 1 graded, /);
    expect(results).toMatchObject([{ score: null }, { score: null }, { status: 'graded', score: 0 }]);
    // Side by side both may be asked for before the first refusal comes in, or only one of them.
    const [asked, ...untried] = results.slice(0, 2).sort((one, other) => other.usage.calls - one.usage.calls);
    expect(asked).toMatchObject({ status: 'needs-review', scoreRange: { min: 0, max: 100 }, usage: { calls: 1 } });
    expect(asked?.reviewReasons).toContain('model-unavailable');
    for (const { status, reason } of untried) {
      expect([status, reason]).toEqual(
        status === 'failed' ? ['failed', expect.stringContaining('not tried')] : ['needs-review', null],
      );
    }
    expect(messages + JSON.stringify(results)).not.toContain(secret);
  });

  it('does not start without a key when a model is asked for', async () => {
    const { code, rows: results, messages } = await grade({ judge: 'llm', settings: { OPENAI_API_KEY: '' } });
    expect(code).toBe(1);
    expect(results).toEqual([]);
    expect(messages).toContain('OPENAI_API_KEY');
  });
});

async function grade({ judge, settings }: { judge: string; settings: Record<string, string> }) {
  const file = join(folder, 'answers.jsonl');
  const child = spawn('npm', ['run', '-s', 'markscheme', '--', 'grade', file, '--judge', judge, '--format', 'jsonl'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      MARKSCHEME_DATA: join(folder, 'data'),
      OPENAI_API_KEY: secret,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  const [out, messages, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  const lines = out.split('\n').filter((line) => line !== '');
  return { code: z.number().parse(code), messages, rows: lines.map((line) => Row.parse(JSON.parse(line))) };
}

async function requestsSoFar(): Promise<unknown[]> {
  const reply = await fetch(new URL('/requests', baseUrl));
  return z.array(z.unknown()).parse(await reply.json());
}

/** The names of all fields of a result and of its verdicts; in which order they come says nothing. */
function shapeOf(row: z.infer<typeof Row>): unknown {
  return [row, row.usage, ...row.verdicts].map((part) => new Set(Object.keys(part)));
}
