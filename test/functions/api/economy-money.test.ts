import { describe, expect, test } from 'vitest';
import type { BatchRef } from '../../../shared/ports/batches.ts';
import { aNewQuestion, type Caller } from '../../support/api.ts';
import { completed, exceptFor, garbled } from '../../support/batch-lines.ts';
import { eagerPolicy, economyRows, useEconomy } from '../../support/economy.ts';
import { reportOn } from '../../support/stub-report.ts';

const economy = useEconomy();
const { server } = economy;

const linesAsked = () => server.batches.map(({ lines }) => lines.length);

describe('a chunk whose rows lie in several shards', () => {
  test('is asked for one line an answer, and every row is settled once', async () => {
    const rows = economyRows(402).toSorted((a, b) => ((a['question'] ?? '') < (b['question'] ?? '') ? -1 : 1));
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows });
    const batch = await economy.toTheEnd(caller, ref);
    expect(linesAsked()).toEqual([402]);
    expect(batch).toMatchObject({ state: 'completed', usage: { calls: 402 }, counts: { queued: 0, failed: 0 } });
    const chunks = await caller.services.chunks.list(ref);
    expect(chunks.map(({ phase }) => phase.is)).toEqual(['done']);
  }, 120_000);
});

describe('a person who marks answers while the provider works', () => {
  test('changes nothing of what a batch asked for: each answer is paid for once', async () => {
    const [questionId, said] = ['cap-theorem', 'During a network partition a system gives up consistency.'];
    const caller = await economy.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const mark = async (index: number, keyPointId: string, credit: number) => {
      const answer = `${said} Marked as number ${index}.`;
      const given = { questionId, answer, score: 40, points: [{ keyPointId, credit }] };
      const reply = await caller.post('/v1/agreement', { marks: [given] });
      expect(reply.status).toBe(200);
    };
    await mark(0, 'partition', 1);
    const rows = Array.from({ length: 4 }, (_, index) => ({
      question_id: questionId,
      candidate: `c${index}`,
      answer: `${said} This is case ${index}.`,
    }));
    server.answers(exceptFor('case 2', garbled, 1));
    const ref = await economy.start(caller, { rows });
    await mark(1, 'choice', 1);
    server.finish();
    await economy.sweep(caller);
    await mark(2, 'partition', 0);
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 5 } });
    expect(linesAsked()).toEqual([4, 1]);
    const shown = server.batches.flatMap(({ lines }) => lines.map(({ body }) => JSON.stringify(body)));
    expect(shown.filter((body) => body.includes('Marked as number 0'))).toHaveLength(5);
    expect(shown.filter((body) => /Marked as number [12]/.test(body))).toEqual([]);
    const file = { tenantId: ref.tenantId, name: `economy/${ref.batchId}/0/marks.jsonl` };
    expect(await caller.services.files.bytesOf(file)).toBeUndefined();
  });
});

describe('what is billed', () => {
  const oneRow = { rows: economyRows(1), budgetUsdMicros: 1_000_000 };
  const nothingThere = () => new Response(null, { status: 404 });

  test('is counted though nothing comes of it, and once however often it comes', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, oneRow);
    const meanwhile = await economy.start(caller, { ...oneRow, mode: 'standard' });
    expect(await economy.read(caller, meanwhile)).toMatchObject({ usage: { calls: 1 } });
    const batch = await economy.toTheEnd(caller, ref, { mend: (lines) => [...lines, ...lines] });
    expect(batch).toMatchObject({ state: 'completed', usage: { calls: 1, inputTokens: 1_000, outputTokens: 200 } });
    expect(batch.usage.costUsdMicros).toBe(await caller.services.batches.reserved(ref));
    expect(batch.usage.costUsdMicros).toBeGreaterThan(0);
  });

  test('stays set aside where the reply tells no tokens', async () => {
    server.answers((body) => {
      const { usage: _, ...untold } = completed(reportOn(body.messages)).body;
      return { status: 200, body: untold };
    });
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, oneRow);
    const bound = await caller.services.batches.reserved(ref);
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 1 } });
    expect(bound).toBeGreaterThan(0);
    expect(await caller.services.batches.reserved(ref)).toBe(bound);
  });

  test('is not paid again because the provider does not find its batch at one look', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, oneRow);
    for (let looks = 1; looks < eagerPolicy.missesMax; looks += 1) {
      server.breaks({ on: 'GET /batches/:id', with: nothingThere });
      await economy.sweep(caller);
    }
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 1 } });
    expect(linesAsked()).toEqual([1]);
  });

  test('stays set aside where the batch is lost for good, and its rows are asked about again', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, oneRow);
    const bound = await caller.services.batches.reserved(ref);
    for (let looks = 1; looks <= eagerPolicy.missesMax; looks += 1) {
      server.breaks({ on: 'GET /batches/:id', with: nothingThere });
      await economy.sweep(caller);
    }
    expect(linesAsked()).toEqual([1, 1]);
    const { state, usage } = await economy.toTheEnd(caller, ref);
    expect({ state, calls: usage.calls }).toEqual({ state: 'completed', calls: 1 });
    expect(await caller.services.batches.reserved(ref)).toBe(bound + (usage.costUsdMicros ?? Number.NaN));
  });
});

describe('an economy batch that is ended', () => {
  const filesLeft = async ({ services }: Caller, { tenantId, batchId }: BatchRef): Promise<string[]> => {
    const names = ['marks', ...[0, 1, 2, 3].flatMap((count) => [`replies-${count}`, `asked-${count}`])];
    const sizes = await Promise.all(
      names.map((name) => services.files.bytesOf({ tenantId, name: `economy/${batchId}/0/${name}.jsonl` })),
    );
    return names.filter((_, index) => sizes[index] !== undefined);
  };

  test('by a cancellation keeps no file', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(6) });
    expect(await filesLeft(caller, ref)).toContain('asked-1');
    await caller.post(`/v1/batches/${ref.batchId}:cancel`);
    await caller.idle();
    server.finish({ answered: 4 });
    await economy.sweep(caller);
    expect(await economy.read(caller, ref)).toMatchObject({ state: 'cancelled', counts: { queued: 2 } });
    expect(await filesLeft(caller, ref)).toEqual([]);
  });

  test('while it waits for room keeps no file', async () => {
    const caller = await economy.newCaller({ chunk: { ...eagerPolicy, roomAfterMs: 600_000 } });
    const ref = await economy.start(caller, { rows: economyRows(2) });
    server.finish({ status: 'failed', code: 'token_limit_exceeded' });
    await economy.sweep(caller);
    expect(await filesLeft(caller, ref)).toContain('asked-1');
    await caller.post(`/v1/batches/${ref.batchId}:cancel`);
    await caller.idle();
    expect(await filesLeft(caller, ref)).toEqual([]);
  });

  test('by the provider keeps no file', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(2) });
    expect(await economy.toTheEnd(caller, ref, { status: 'failed' })).toMatchObject({ state: 'stopped' });
    expect(await filesLeft(caller, ref)).toEqual([]);
  });

  test('between a reply and its repair keeps the reply, and pays for it once when it is resumed', async () => {
    server.answers(exceptFor('case 0', garbled, 1));
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(2) });
    await caller.post(`/v1/batches/${ref.batchId}:cancel`);
    await caller.idle();
    server.finish({ status: 'completed' });
    await economy.sweep(caller);
    expect(await filesLeft(caller, ref)).toContain('replies-1');
    await caller.post(`/v1/batches/${ref.batchId}:resume`);
    await caller.idle();
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 3 } });
    expect(linesAsked()).toEqual([2, 1]);
    expect(await filesLeft(caller, ref)).toEqual([]);
  });
});
