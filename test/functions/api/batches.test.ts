import { describe, expect, test } from 'vitest';
import { BatchPage, BatchReply, BatchRowPage, UploadReply } from '../../../functions/api/contracts/batches.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';

const api = useApi();

const question = 'What does a cache do?';
const reference_answer = 'A cache keeps copies of slow data close by. Stale copies are its price.';
const answers = [
  'It keeps copies of slow data close by, and stale copies are the price.',
  'It keeps copies close by.',
  'Something about databases and their tables being very large indeed.',
];

async function startedWith(caller: Caller, body: Record<string, unknown>): Promise<string> {
  return bodyOf(await caller.post('/v1/batches', body), 202, BatchReply).id;
}

async function read(caller: Caller, id: string) {
  return bodyOf(await caller.get(`/v1/batches/${id}`), 200, BatchReply);
}

async function rowsOf(caller: Caller, id: string, query = '') {
  return bodyOf(await caller.get(`/v1/batches/${id}/rows${query}`), 200, BatchRowPage);
}

const inlineRows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    question,
    reference_answer,
    candidate: `c${index + 1}`,
    answer: `${answers[index % answers.length]} ${index}`,
  }));

describe('a batch', () => {
  test('grades every row, counts each once and is complete when all are settled', { timeout: 60_000 }, async () => {
    const caller = await api.newCaller();
    const id = await startedWith(caller, { name: 'Intake', rows: inlineRows(205) });
    await caller.idle();
    const batch = await read(caller, id);
    expect(batch).toMatchObject({ name: 'Intake', state: 'completed', rowCount: 205, judge: 'offline' });
    const { graded, needsReview, failed, queued, grading } = batch.counts;
    expect({ failed, queued, grading }).toEqual({ failed: 0, queued: 0, grading: 0 });
    expect(graded + needsReview).toBe(205);
    expect(graded).toBeGreaterThan(0);
    const first = await rowsOf(caller, id, '?limit=100');
    expect(first.items.map(({ row }) => row)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    const evaluationId = first.items[0]?.evaluationId;
    expect((await caller.get(`/v1/evaluations/${evaluationId}`)).status).toBe(200);
    expect(caller.bugs).toEqual([]);
  });

  test('names the rows that can not be graded, with line and reason, and grades the others', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const content = [
      'question_id,candidate,answer',
      'cap-theorem,Ada,A system must give up either consistency or availability during a partition.',
      'no-such-question,Ben,Whatever.',
      'cap-theorem,Cem,"Availability, mostly."',
    ].join('\n');
    const id = await startedWith(caller, { format: 'csv', content });
    await caller.idle();
    expect(await read(caller, id)).toMatchObject({ state: 'completed-with-failures', counts: { failed: 1 } });
    const failed = await rowsOf(caller, id, '?status=failed');
    expect(failed.items).toMatchObject([
      {
        ...{ row: 2, line: 3, candidate: 'Ben', status: 'failed' },
        ...{ reason: 'there is no question no-such-question', attempts: 0 },
      },
    ]);
    const problem = problemOf(await caller.post(`/v1/batches/${id}:retry-failures`), 409);
    expect(problem.detail).toBe('No row has failed that another try could help.');
  });

  test('pages through rows of one status and ends', async () => {
    const caller = await api.newCaller();
    const id = await startedWith(caller, { rows: inlineRows(7) });
    await caller.idle();
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof rowsOf>> = await rowsOf(
        caller,
        id,
        `?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ row }) => row));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(problemOf(await caller.get(`/v1/batches/${id}/rows?cursor=x`), 400).errors).toMatchObject([
      { pointer: '/cursor' },
    ]);
  });

  test('grades a file that was uploaded', async () => {
    const caller = await api.newCaller();
    const upload = bodyOf(await caller.post('/v1/uploads'), 201, UploadReply);
    const text = inlineRows(3)
      .map((row) => JSON.stringify(row))
      .join('\n');
    const early = problemOf(await caller.post('/v1/batches', { uploadId: upload.uploadId, format: 'jsonl' }), 400);
    expect(early.errors).toMatchObject([{ pointer: '/uploadId' }]);
    await caller.background.files.put(
      { tenantId: caller.tenantId, name: `uploads/${upload.uploadId}` },
      new Blob([text]).stream(),
    );
    const id = await startedWith(caller, { uploadId: upload.uploadId, format: 'jsonl' });
    await caller.idle();
    expect(await read(caller, id)).toMatchObject({ state: 'completed', rowCount: 3 });
  });

  test('whose file can not be read says so and is over', async () => {
    const caller = await api.newCaller();
    const id = await startedWith(caller, { format: 'csv', content: 'name,city\nAda,London\n' });
    await caller.idle();
    expect(await read(caller, id)).toMatchObject({ state: 'unreadable', rowCount: null });
    const page = bodyOf(await caller.get('/v1/batches'), 200, BatchPage);
    expect(page.items.map(({ id: listed }) => listed)).toEqual([id]);
  });

  test('of another tenant is not there', async () => {
    const [owner, other] = [await api.newCaller(), await api.newCaller()];
    const id = await startedWith(owner, { rows: inlineRows(1) });
    await owner.idle();
    for (const path of [`/v1/batches/${id}`, `/v1/batches/${id}/rows`])
      expect(problemOf(await other.get(path), 404).detail).toBe(`No batch ${id}.`);
    for (const verb of ['cancel', 'resume', 'retry-failures'])
      expect(problemOf(await other.post(`/v1/batches/${id}:${verb}`), 404).detail).toBe(`No batch ${id}.`);
  });

  test('is followed event by event until it is over', async () => {
    const caller = await api.newCaller();
    const id = await startedWith(caller, { rows: inlineRows(40) });
    const reply = await caller.get(`/v1/batches/${id}/events`);
    expect(reply.headers.get('content-type')).toBe('text/event-stream');
    const events = String(reply.body)
      .split('\n\n')
      .filter((event) => event !== '')
      .map((event) => ({
        name: /^event: (.*)$/m.exec(event)?.[1],
        batch: BatchReply.parse(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '')),
      }));
    expect(events.slice(0, -1).every(({ name }) => name === 'progress')).toBe(true);
    expect(events.at(-1)).toMatchObject({ name: 'over', batch: { id, state: 'completed', rowCount: 40 } });
  });
});
