import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goldenFile, wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { GoldenSet } from '../../../shared/domain/golden-set.ts';
import { runCli } from '../../support/cli.ts';
import { completion, failure, useScriptedModel } from '../../support/scripted-model.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'markscheme-drift-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const question = {
  id: 'cache',
  category: 'Performance',
  prompt: 'What does a cache do?',
  reference: 'A cache keeps copies of slow data close by. Stale copies are the price.',
  markScheme: {
    keyPoints: [
      { id: 'copies', text: 'A cache keeps copies of slow data close by.' },
      { id: 'stale', text: 'Stale copies are the price.' },
    ],
  },
};
const unrecorded = { offline: null, llm: null };
const cases = [
  {
    id: 'one',
    questionId: 'cache',
    level: 'good',
    answer: 'It keeps copies of slow data close by.',
    recorded: unrecorded,
  },
  { id: 'other', questionId: 'cache', level: 'wrong', answer: 'It deletes every file at night.', recorded: unrecorded },
];

describe('markscheme drift', () => {
  it('finds that the offline judge says of the shipped golden set what was recorded; after a change of it, --record', async () => {
    const { code, out } = await runCli(['drift', '--judge', 'offline']);
    expect(out).toMatch(/compared, 0 moved\n[\s\S]*Nothing moved beyond tolerance\.\n$/);
    expect(code).toBe(0);
    const { cases: shipped } = await shippedSet();
    expect(shipped.length).toBeGreaterThanOrEqual(30);
    expect(new Set(shipped.map(({ questionId }) => questionId)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(shipped.map(({ level }) => level)).size).toBe(3);
  });

  it('records once, and then says that nothing moved and leaves the file as it is', async () => {
    const files = await written(cases);
    const first = await runCli(['drift', ...files]);
    expect(first.code).toBe(2);
    expect(first.out).toContain('one: not recorded yet');
    expect((await runCli(['drift', ...files, '--record'])).code).toBe(0);
    const recorded = await readFile(files[1], 'utf8');
    expect(GoldenSet.parse(JSON.parse(recorded)).cases[0]?.recorded).toMatchObject({
      offline: { score: expect.any(Number), verdicts: { copies: 'covered', stale: 'missing' }, model: null },
      llm: null,
    });
    const again = await runCli(['drift', ...files, '--record']);
    expect(again.code).toBe(0);
    expect(again.out).toContain('Nothing moved beyond tolerance.');
    expect(await readFile(files[1], 'utf8')).toBe(recorded);
  });

  it('says which verdicts flipped and what it comes to, and ends with 2', async () => {
    const files = await recordedSet();
    await edit(files[1], (text) =>
      text.replace('"copies": "covered"', '"copies": "missing"').replace(/"score": [\d.]+/, '"score": 0'),
    );
    const { code, out } = await runCli(['drift', ...files]);
    expect(code).toBe(2);
    expect(out).toMatch(/^one: 0 -> [\d.]+; copies missing -> covered$/m);
    expect(out).toMatch(/^alarm: cache, changes add up to 0\.\d\d$/m);
    expect(out).toMatch(/^mean change \+\d[\d.]+ points, kappa of verdicts 0\.000, 25\.0 % of verdicts flipped$/m);
    const { out: json } = await runCli(['drift', ...files, '--json']);
    expect(JSON.parse(json)).toMatchObject({
      judge: 'offline',
      compared: 2,
      flipShare: 0.25,
      isSteady: false,
    });
  });

  it('tells an edited question from a judge that moved', async () => {
    const files = await recordedSet();
    await edit(files[3], (text) => text.replace('Stale copies are the price."}', 'Copies may be stale."}'));
    const { code, out } = await runCli(['drift', ...files]);
    expect(out).toContain('one: the question was edited since; not compared');
    expect(out).toContain('Nothing could be compared');
    expect(code).toBe(2);
  });

  it.each([
    ['is not there', null, /can't be read/],
    ['is not JSON', 'cases: []', /is not JSON/],
    ['has a case twice', JSON.stringify({ cases: [cases[0], cases[0]] }), /\/cases\/1\/id: repeats one/],
    ['has a field that nobody declared', JSON.stringify({ cases: [{ ...cases[0], mark: 1 }] }), /not a golden set/],
  ])('starts with no golden set that %s', async (_, content, problem) => {
    const file = join(folder, 'golden.json');
    if (content !== null) await writeFile(file, content);
    const { code, messages } = await runCli(['drift', '--golden', file]);
    expect(code).toBe(1);
    expect(messages).toMatch(problem);
  });
});

describe('markscheme drift with a model', () => {
  const server = useScriptedModel();
  const tools = () => ({ judging: { ...wireTools({ model: null }), model: openAiModel(server.settings()) } });
  const report = (verdict: string) =>
    completion({
      answer_kind: 'attempt',
      language: 'en',
      manipulation: { present: false, quote: '' },
      points: ['copies', 'stale'].map((id) => ({
        ...{ id, sentence: 1, evidence: 'It keeps copies of slow data close by', reason: 'So.', confidence: 90 },
        verdict: id === 'copies' ? verdict : 'missing',
      })),
      misconceptions: [],
      dimensions: [],
    });

  it('asks it again each time, keeps the recordings of both judges, and names the snapshot that replied', async () => {
    const files = await recordedSet(cases.slice(0, 1));
    const drift = (...more: string[]) => runCli(['drift', ...files, '--judge', 'llm', ...more], { tools: tools() });
    server.script(report('covered'), report('covered'), report('partial'));
    expect((await drift('--record')).code).toBe(0);
    const recorded = GoldenSet.parse(JSON.parse(await readFile(files[1], 'utf8'))).cases[0]?.recorded;
    expect(recorded).toMatchObject({
      offline: { model: null },
      llm: { score: 50, model: 'gpt-5-mini-2026-08-01', promptFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await drift()).code).toBe(0);
    const moved = await drift();
    expect(moved.code).toBe(2);
    expect(moved.out).toContain('one: 50 -> 25; copies covered -> partial');
    expect(server.requests).toHaveLength(3);
  });

  it('counts a provider that fails as nothing that moved, and keeps what was recorded', async () => {
    const files = await recordedSet(cases.slice(0, 1));
    const before = await readFile(files[1], 'utf8');
    server.always(failure(401, { code: 'invalid_api_key' }));
    const { code, out } = await runCli(['drift', ...files, '--judge', 'llm', '--record'], { tools: tools() });
    expect(code).toBe(2);
    expect(out).toContain('one: the model gave no reply (rejected)');
    expect(await readFile(files[1], 'utf8')).toBe(before);
  });
});

async function shippedSet(): Promise<GoldenSet> {
  return GoldenSet.parse(JSON.parse(await readFile(goldenFile, 'utf8')));
}

async function written(golden: readonly unknown[]): Promise<readonly [string, string, string, string]> {
  const [set, bank] = [join(folder, 'golden.json'), join(folder, 'bank.json')];
  await writeFile(set, JSON.stringify({ cases: golden }));
  await writeFile(bank, JSON.stringify({ questions: [question] }));
  return ['--golden', set, '--questions', bank];
}

async function recordedSet(golden: readonly unknown[] = cases): Promise<readonly [string, string, string, string]> {
  const files = await written(golden);
  await runCli(['drift', ...files, '--record']);
  return files;
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}
