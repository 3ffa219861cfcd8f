import { describe, expect, test } from 'vitest';
import {
  BatchPage,
  BatchPlanReply,
  BatchReply,
  BatchRowPage,
  UploadReply,
} from '../../../functions/api/contracts/batches.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { linesOf } from '../../support/cli.ts';
import { useScriptedModel } from '../../support/scripted-model.ts';

const api = useApi();
const model = useScriptedModel();

const good = 'During a network partition a system must give up either consistency or availability.';

async function withQuestions(caller: Caller): Promise<Caller> {
  for (const id of ['cap-theorem', 'other']) {
    const prompt = id === 'other' ? 'What is the price of a cache?' : 'What does the CAP theorem say?';
    expect((await caller.post('/v1/questions', aNewQuestion({ id, prompt }))).status).toBe(201);
  }
  return caller;
}

async function planned(caller: Caller, body: object) {
  return bodyOf(await caller.post('/v1/batches?dry_run=true', body), 200, BatchPlanReply);
}

describe('a dry run', () => {
  test('names every bad row, counts what would be graded, keeps nothing and asks nobody', async () => {
    const caller = await withQuestions(await api.newCaller({ services: { model: openAiModel(model.settings()) } }));
    const content = [
      'question_id,Response,Name,office',
      `cap-theorem,${good},Ada,Oslo`,
      `cap-theorem,${good},Ben,Oslo`,
      'missing-one,Whatever.,Cem,Oslo',
      'cap-theorem,,Dan,Oslo',
    ].join('\n');
    const plan = await planned(caller, { format: 'csv', content, judge: 'llm' });
    expect(plan).toMatchObject({
      ...{ rows: 4, badRows: 1, distinct: 2, judge: 'llm', model: 'gpt-5-mini', layout: 'long', paid: 0 },
      bad: [{ line: 4, reason: 'there is no question missing-one' }],
      gates: { empty: 1 },
      questions: [{ question: 'cap-theorem', rows: 3 }],
      carried: ['office'],
    });
    expect(plan.columns).toContainEqual({ meaning: 'answer', heading: 'Response' });
    expect(plan.estimate.calls).toBe(1);
    expect(plan.costUsdMicros).toBeGreaterThan(0);
    expect(plan.costUsdMicrosMax).toBeGreaterThan(plan.costUsdMicros ?? 0);
    const cheaper = await planned(caller, { format: 'csv', content, judge: 'llm', mode: 'economy' });
    expect(2 * (cheaper.costUsdMicros ?? 0)).toBeCloseTo(plan.costUsdMicros ?? 0, -1);
    expect(model.requests).toHaveLength(0);
    expect(bodyOf(await caller.get('/v1/batches'), 200, BatchPage).items).toEqual([]);
  });

  test('says which headings are in doubt, and takes a mapping that settles it', async () => {
    const caller = await withQuestions(await api.newCaller());
    const content = `question_id,Text,Remark\ncap-theorem,${good},none\n`;
    const problem = problemOf(await caller.post('/v1/batches?dry_run=true', { format: 'csv', content }), 400);
    expect(problem.errors).toMatchObject([{ pointer: '/mapping' }]);
    const mapping = { columns: { answer: 'Text' } };
    expect(await planned(caller, { format: 'csv', content, mapping })).toMatchObject({ rows: 1, badRows: 0 });
    const { id } = bodyOf(await caller.post('/v1/batches', { format: 'csv', content, mapping }), 202, BatchReply);
    await caller.idle();
    expect(bodyOf(await caller.get(`/v1/batches/${id}`), 200, BatchReply).state).toBe('completed');
  });
});

test('a file that is larger than a batch may be is refused by a dry run as it is by a batch', async () => {
  const caller = await api.newCaller();
  const { files } = caller.background;
  const large = await api.newCaller({
    tenantId: caller.tenantId,
    services: { files: { ...files, bytesOf: async () => limits.uploadBytesMax + 1 } },
  });
  const { uploadId } = bodyOf(await large.post('/v1/uploads'), 201, UploadReply);
  const body = { uploadId, format: 'csv' };
  for (const query of ['?dry_run=true', ''])
    expect(problemOf(await large.post(`/v1/batches${query}`, body), 413).detail).toMatch(/^The file is larger than/);
});

test('a wide sheet becomes one row an answer, told by line and column, and stays so when questions are added', async () => {
  const caller = await withQuestions(await api.newCaller());
  const content = `Name,cap-theorem,What is the price of a cache?,later\nAda,${good},Stale copies.,x\nBen,,Memory.,y\n`;
  expect(await planned(caller, { format: 'csv', content })).toMatchObject({
    rows: 4,
    layout: 'wide',
    carried: ['later'],
  });
  const { id } = bodyOf(await caller.post('/v1/batches', { format: 'csv', content }), 202, BatchReply);
  await caller.idle();
  await caller.post('/v1/questions', aNewQuestion({ id: 'later' }));
  const { items } = bodyOf(await caller.get(`/v1/batches/${id}/rows`), 200, BatchRowPage);
  expect(items.map(({ line, column, candidate }) => [line, column, candidate])).toEqual([
    [2, 'cap-theorem', 'Ada'],
    [2, 'What is the price of a cache?', 'Ada'],
    [3, 'cap-theorem', 'Ben'],
    [3, 'What is the price of a cache?', 'Ben'],
  ]);
  const results = await caller.get(`/v1/batches/${id}/results`);
  expect(results.status, JSON.stringify(results.body)).toBe(200);
  const lines = linesOf(String(results.body));
  expect(lines.map(({ question_id, later }) => [question_id, later])).toEqual([
    ['cap-theorem', 'x'],
    ['other', 'x'],
    ['cap-theorem', 'y'],
    ['other', 'y'],
  ]);
});
