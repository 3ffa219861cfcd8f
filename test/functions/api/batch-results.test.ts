import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { BatchReply, BatchRowPage } from '../../../functions/api/contracts/batches.ts';
import { RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { sheetReader } from '../../../shared/adapters/files/sheet-reader.ts';
import type { SheetReader } from '../../../shared/ports/files.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { linesOf } from '../../support/cli.ts';

const api = useApi();

const content = [
  'question_id,candidate,answer,note',
  'cap-theorem,Ada,During a network partition a system must give up either consistency or availability.,=1+1',
  'missing-one,Ben,Whatever.,',
  'cap-theorem,Ada,"Consistency, or availability.",kept',
].join('\n');

async function gradedBatch(): Promise<{ caller: Caller; id: string }> {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', aNewQuestion());
  const { id } = bodyOf(await caller.post('/v1/batches', { format: 'csv', content }), 202, BatchReply);
  await caller.idle();
  return { caller, id };
}

async function bytesOf({ app, key }: Caller, path: string): Promise<Buffer> {
  const response = await app.request(path, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

test('come as CSV in the order of the file, with its columns, formulas defused and reasons for what failed', async () => {
  const { caller, id } = await gradedBatch();
  const text = String(await bytesOf(caller, `/v1/batches/${id}/results?format=csv`));
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  expect(rows.map(({ row, status, candidate, note }) => [row, status, candidate, note])).toEqual([
    ['1', expect.stringMatching(/graded|needs-review/), 'Ada', "'=1+1"],
    ['2', 'failed', 'Ben', ''],
    ['3', expect.stringMatching(/graded|needs-review/), 'Ada', 'kept'],
  ]);
  expect(rows[1]?.['reason']).toBe('there is no question missing-one');
  expect(Number(rows[0]?.['coverage'])).toBeGreaterThan(Number(rows[2]?.['coverage']));
});

test('come as JSON Lines with everything, and as a workbook with a sheet of candidates', async () => {
  const { caller, id } = await gradedBatch();
  const lines = linesOf(String(await bytesOf(caller, `/v1/batches/${id}/results`)));
  expect(lines.map(({ row, verdicts }) => [row, Array.isArray(verdicts) ? verdicts.length : null])).toEqual([
    [1, 2],
    [2, 0],
    [3, 2],
  ]);
  const book = new ExcelJS.Workbook();
  const bytes = await bytesOf(caller, `/v1/batches/${id}/results?format=xlsx`);
  await book.xlsx.read(Readable.from([bytes]));
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['responses', 4],
    ['candidates', 3],
  ]);
});

test('know the candidates of a file whose headings say it in other words', async () => {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', aNewQuestion());
  const inWords = content.replace('question_id,candidate,answer', 'Question ID,Applicant,Response');
  const { id } = bodyOf(await caller.post('/v1/batches', { format: 'csv', content: inWords }), 202, BatchReply);
  await caller.idle();
  const book = new ExcelJS.Workbook();
  await book.xlsx.read(Readable.from([await bytesOf(caller, `/v1/batches/${id}/results?format=xlsx`)]));
  const names = book.getWorksheet('candidates')?.getColumn(1).values.slice(1);
  expect(names).toEqual(['candidate', 'Ada', 'Ben']);
  const lines = linesOf(String(await bytesOf(caller, `/v1/batches/${id}/results`)));
  expect(lines.map(({ candidate, Applicant }) => [candidate, Applicant])).toEqual([
    ['Ada', 'Ada'],
    ['Ben', 'Ben'],
    ['Ada', 'Ada'],
  ]);
});

test('are refused while the batch is under way, and say what was not tried after it was cancelled', async () => {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', aNewQuestion());
  const { id } = bodyOf(await caller.post('/v1/batches', { format: 'csv', content }), 202, BatchReply);
  expect(problemOf(await caller.get(`/v1/batches/${id}/results`), 409).detail).toMatch(/^The batch is /);
  await caller.post(`/v1/batches/${id}:cancel`);
  await caller.idle();
  const lines = linesOf(String(await bytesOf(caller, `/v1/batches/${id}/results`)));
  expect(lines).toHaveLength(3);
  const untried = lines.filter(({ reason }) => reason === 'not tried, because the batch is cancelled');
  const settled = lines.filter(({ status }) => status !== 'failed');
  expect(untried.length + settled.length).toBeGreaterThan(1);
});

test('are graded again after an edit, shown first, applied in one step an answer, and counted anew', async () => {
  const { caller, id } = await gradedBatch();
  const { id: questionId, ...edited } = aNewQuestion({
    markScheme: {
      keyPoints: [
        { id: 'partition', text: 'Backups are kept in another building.' },
        { id: 'choice', text: 'A system must give up either consistency or availability.' },
      ],
    },
  });
  await caller.edit(`/v1/questions/${questionId}/versions`, edited);
  const before = (await caller.get(`/v1/batches/${id}/rows`)).body;
  const regrade = bodyOf(await caller.post(`/v1/batches/${id}:regrade`, { questionId }), 201, RegradeWithAnswers);
  expect(regrade).toMatchObject({ batchId: id, summary: { answers: 2, movedUp: 0 } });
  expect((await caller.get(`/v1/batches/${id}/rows`)).body).toEqual(before);
  await caller.post(`/v1/regrades/${regrade.id}:apply`);
  const { items } = bodyOf(await caller.get(`/v1/batches/${id}/rows`), 200, BatchRowPage);
  expect(items[0]?.score).toBe(regrade.answers[0]?.after?.score);
  const { counts } = bodyOf(await caller.get(`/v1/batches/${id}`), 200, BatchReply);
  const statusCount = (status: string): number => items.filter((item) => item.status === status).length;
  expect(counts).toMatchObject({ graded: statusCount('graded'), needsReview: statusCount('needs-review'), failed: 1 });
  for (const { evaluationId, status } of items.filter((item) => item.evaluationId !== null))
    expect((await caller.get(`/v1/evaluations/${evaluationId}`)).body).toMatchObject({ status });
});

test.each(['jsonl', 'csv', 'xlsx'])(
  'are closed without a complaint where whoever reads them as %s goes away',
  async (format) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const sheets: SheetReader = {
      async open(...args) {
        const sheet = await sheetReader.open(...args);
        return { ...sheet, close: () => sheet.close().then(resolve) };
      },
    };
    const { caller, id } = await gradedBatch();
    const reader = await api.newCaller({
      tenantId: caller.tenantId,
      services: { sheets, files: caller.background.files },
    });
    const headers = { authorization: `Bearer ${reader.key}` };
    const response = await reader.app.request(`/v1/batches/${id}/results?format=${format}`, { headers });
    await response.body?.cancel();
    await closed;
    await new Promise((next) => setImmediate(next));
    expect(reader.bugs).toEqual([]);
  },
);

test('of several versions are regraded one version at a time, and those that are of the wanted one are left alone', async () => {
  const { caller, id } = await gradedBatch();
  const { id: questionId, ...first } = aNewQuestion();
  const versions = `/v1/questions/${questionId}/versions`;
  const markScheme = { keyPoints: [{ id: 'choice', text: 'A system must give up consistency.' }] };
  await caller.edit(versions, { ...first, markScheme });
  const { items } = bodyOf(await caller.get(`/v1/batches/${id}/rows`), 200, BatchRowPage);
  const one = { fromVersion: 1, evaluationIds: [items[0]?.evaluationId] };
  const ofOne = bodyOf(await caller.post(`/v1/questions/${questionId}:regrade`, one), 201, RegradeWithAnswers);
  await caller.post(`/v1/regrades/${ofOne.id}:apply`);
  const rest = bodyOf(await caller.post(`/v1/batches/${id}:regrade`, { questionId }), 201, RegradeWithAnswers);
  expect(rest).toMatchObject({ fromVersion: 1, toVersion: 2, summary: { answers: 1 } });
  await caller.edit(versions, { ...first, prompt: 'What does CAP say?' });
  const mixed = problemOf(await caller.post(`/v1/batches/${id}:regrade`, { questionId }), 400);
  expect(mixed.detail).toContain('graded by the versions 1, 2 of cap-theorem');
  await caller.post(`/v1/regrades/${rest.id}:apply`);
  const done = problemOf(await caller.post(`/v1/batches/${id}:regrade`, { questionId, toVersion: 2 }), 400);
  expect(done.errors).toMatchObject([{ pointer: '/questionId', detail: expect.stringContaining('version 2 already') }]);
});
