import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { problemOf } from '../../support/api.ts';
import { exceptFor, garbled, type LineAct, soundReply, textOf } from '../../support/batch-lines.ts';
import { economyRows, useEconomy } from '../../support/economy.ts';

const economy = useEconomy();
const { server } = economy;

const linesAsked = () => server.batches.map(({ lines }) => lines.length);
const serverError: LineAct = () => ({ status: 500, body: { error: { message: 'oops', type: 'server_error' } } });
const rateLimited: LineAct = () => ({ status: 429, body: { error: { message: 'slow', code: 'rate_limit_exceeded' } } });

// What a person sees of an evaluation, without what it took and when.
const judgedIn = ({ verdicts, misconceptions, dimensions, flags, gate, feedback, score, status }: Evaluation) =>
  JSON.stringify({ verdicts, misconceptions, dimensions, flags, gate, feedback, score, status });

describe('a batch in economy mode', () => {
  test('gives byte for byte the verdicts of standard mode, for half the price, repairs included', async () => {
    server.answers(exceptFor('case 7', garbled, 1));
    const rows = economyRows(60);
    const [one, other] = [await economy.newCaller(), await economy.newCaller()];
    const standard = await economy.start(other, { rows, mode: 'standard' });
    expect(server.batches).toEqual([]);
    const ref = await economy.start(one, { rows });
    const sorted = server.batches[0]?.lines.map(({ body }) => body['prompt_cache_key']) ?? [];
    expect(sorted).toHaveLength(60);
    expect(sorted).toEqual(sorted.toSorted());
    expect(await economy.read(one, ref)).toMatchObject({ state: 'grading', counts: { queued: 60 } });
    server.answers(exceptFor('case 7', garbled, 1));
    const cheap = await economy.toTheEnd(one, ref);
    const dear = await economy.read(other, standard);
    expect(cheap).toMatchObject({ state: 'completed', mode: 'economy' });
    expect({ ...cheap.usage, costUsdMicros: 0 }).toEqual({ ...dear.usage, costUsdMicros: 0 });
    expect(cheap.usage.costUsdMicros).toBe((dear.usage.costUsdMicros ?? Number.NaN) / 2);
    expect(linesAsked()).toEqual([60, 1]);
    const [fromBatch, fromCalls] = [await economy.evaluations(one, ref), await economy.evaluations(other, standard)];
    expect(fromBatch).toHaveLength(60);
    expect(fromBatch.map(judgedIn)).toEqual(fromCalls.map(judgedIn));
    expect(fromBatch[7]?.provenance.calls.map(({ purpose }) => purpose)).toEqual(['judge', 'repair']);
    expect([...one.bugs, ...other.bugs]).toEqual([]);
  }, 60_000);

  test('asks once for identical answers, not at all for gated ones, and never again for what is remembered', async () => {
    const caller = await economy.newCaller();
    const [row] = economyRows(1);
    const rows = [
      ...['Ada', 'Ben', 'Cem'].map((candidate) => ({ ...row, candidate })),
      { ...row, answer: 'I do not know' },
    ];
    const ref = await economy.start(caller, { rows });
    const batch = await economy.toTheEnd(caller, ref);
    expect(linesAsked()).toEqual([1]);
    expect(batch).toMatchObject({ state: 'completed', usage: { calls: 1 } });
    const evaluations = await economy.evaluations(caller, ref);
    expect(evaluations.map(({ usage }) => usage.calls)).toEqual([1, 0, 0, 0]);
    const again = await economy.start(caller, { rows });
    expect(await economy.read(caller, again)).toMatchObject({ state: 'completed', usage: { calls: 0 } });
    expect(server.batches).toHaveLength(1);
  });

  test('pays once for identical answers that stay unjudged', async () => {
    server.answers(() => ({
      status: 200,
      body: {
        choices: [{ finish_reason: 'stop', message: { content: null, refusal: 'No.' } }],
        usage: { prompt_tokens: 10, completion_tokens: 5 },
      },
    }));
    const caller = await economy.newCaller();
    const [row] = economyRows(1);
    const ref = await economy.start(caller, { rows: ['Ada', 'Ben'].map((candidate) => ({ ...row, candidate })) });
    const batch = await economy.toTheEnd(caller, ref);
    expect(linesAsked()).toEqual([1]);
    expect(batch).toMatchObject({ counts: { needsReview: 2 }, usage: { calls: 1, inputTokens: 10 } });
  });

  test('takes lines in any order, each once, and none that it did not ask for', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(6) });
    const batch = await economy.toTheEnd(caller, ref, {
      mend: (lines) => {
        const [first = ''] = lines;
        const foreign = first.replaceAll(/"custom_id":"\w+"/g, '"custom_id":"nobody"');
        return ['', 'not JSON', '{"custom_id": 5}', foreign, ...lines.toReversed(), ...lines];
      },
    });
    expect(batch).toMatchObject({ state: 'completed', usage: { calls: 6 } });
    expect(linesAsked()).toEqual([6]);
    for (const { answer, verdicts } of await economy.evaluations(caller, ref))
      for (const { evidence } of verdicts) for (const { text } of evidence) expect(answer).toContain(text);
  });

  test('asks again for lines that failed or are missing, and for no others', async () => {
    const [failing, limited, missing] = [
      exceptFor('case 0.', serverError, 1),
      exceptFor('case 1.', rateLimited, 1),
      exceptFor('case 2.', () => null, 1),
    ];
    server.answers((body) =>
      (/case 0/.test(textOf(body)) ? failing : /case 1/.test(textOf(body)) ? limited : missing)(body),
    );
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(6) });
    const batch = await economy.toTheEnd(caller, ref);
    expect(linesAsked()).toEqual([6, 3]);
    expect(batch).toMatchObject({ state: 'completed', usage: { calls: 6 } });
    const evaluations = await economy.evaluations(caller, ref);
    expect(evaluations.map(({ provenance }) => provenance.calls[0]?.attempts)).toEqual([2, 2, 2, 1, 1, 1]);
  });

  test('fails a row whose line fails three times, with reason and attempts, and can retry it alone', async () => {
    server.answers(exceptFor('case 1.', serverError, 3));
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(3) });
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({
      state: 'completed-with-failures',
      counts: { failed: 1 },
    });
    expect(linesAsked()).toEqual([3, 1, 1]);
    expect((await economy.rows(caller, ref))[1]).toMatchObject({
      status: 'failed',
      reason: 'the provider failed: server-error (500 server_error)',
      attempts: 3,
    });
    expect((await caller.post(`/v1/batches/${ref.batchId}:retry-failures`)).status).toBe(200);
    await caller.idle();
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', counts: { failed: 0 } });
    expect(linesAsked()).toEqual([3, 1, 1, 1]);
  });

  test('keeps what was done when the day is over, and asks again for the rest', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(6) });
    server.finish({ status: 'expired', answered: 3 });
    await economy.sweep(caller);
    const half = await economy.read(caller, ref);
    expect(half.counts.graded + half.counts.needsReview).toBe(3);
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 6 } });
    expect(linesAsked()).toEqual([6, 3]);
  });

  test('that is never answered in time fails with that reason', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(1) });
    await economy.toTheEnd(caller, ref, { status: 'expired', answered: 0 });
    const [row] = await economy.rows(caller, ref);
    expect(row).toMatchObject({ reason: 'the provider failed: timed-out (batch_expired)', attempts: 3 });
  });

  test('learns from the lines what the server does not understand, and counts no try for it', async () => {
    server.answers((body) =>
      'temperature' in body
        ? { status: 400, body: { error: { message: 'no', param: 'temperature', code: 'unsupported_value' } } }
        : soundReply(body),
    );
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(2) });
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 2 } });
    expect(linesAsked()).toEqual([2, 2]);
    const [evaluation] = await economy.evaluations(caller, ref);
    expect(evaluation?.provenance.calls[0]?.attempts).toBe(1);
  });

  test('leaves no file at the provider, and none of its own', async () => {
    server.answers(exceptFor('case 1.', serverError, 1));
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(4) });
    const own = { tenantId: ref.tenantId, name: `economy/${ref.batchId}/0/asked-1.jsonl` };
    expect(await caller.services.files.bytesOf(own)).toBeGreaterThan(0);
    server.breaks({ on: 'DELETE /files/:id', with: () => new Response(null, { status: 503 }) });
    await economy.toTheEnd(caller, ref);
    await economy.sweep(caller);
    expect(server.files).toEqual([]);
    for (const name of ['asked-1', 'asked-2', 'replies-0', 'replies-1', 'replies-2'])
      expect(
        await caller.services.files.bytesOf({ ...own, name: `economy/${ref.batchId}/0/${name}.jsonl` }),
      ).toBeUndefined();
    expect(await caller.services.batches.active()).not.toContainEqual(ref);
  });
});

describe('an economy batch that does not go through', () => {
  test('stops with the reason where the server has no Batch API', async () => {
    server.breaks({ on: 'POST /files', with: () => new Response(null, { status: 404 }) });
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(2), budgetUsdMicros: 1_000_000 });
    expect(await economy.read(caller, ref)).toMatchObject({
      state: 'stopped',
      reason: 'the server at OPENAI_BASE_URL has no Batch API (404): grade in standard mode',
    });
    expect(await caller.services.batches.reserved(ref)).toBe(0);
  });

  test('stops with the reason where the provider refuses the file, owes nothing, and goes on when it is resumed', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(2), budgetUsdMicros: 1_000_000 });
    const stopped = await economy.toTheEnd(caller, ref, { status: 'failed' });
    expect(stopped).toMatchObject({ state: 'stopped', reason: 'the provider did not begin its batch (invalid_file)' });
    expect(await caller.services.batches.reserved(ref)).toBe(0);
    await caller.post(`/v1/batches/${ref.batchId}:resume`);
    await caller.idle();
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 2 } });
  });

  test('waits where the provider has no room for it yet', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(2) });
    server.finish({ status: 'failed', code: 'token_limit_exceeded' });
    await economy.sweep(caller);
    await economy.sweep(caller);
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 2 } });
    expect(linesAsked()).toEqual([2, 2]);
    expect(server.files).toEqual([]);
  });

  test('that is cancelled is cancelled at the provider, keeps what was answered, and asks for the rest when resumed', async () => {
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(6) });
    await caller.post(`/v1/batches/${ref.batchId}:cancel`);
    await caller.idle();
    expect(server.batches.map(({ status }) => status)).toEqual(['cancelling']);
    server.finish({ answered: 4 });
    await economy.sweep(caller);
    await economy.sweep(caller);
    const cancelled = await economy.read(caller, ref);
    expect(cancelled).toMatchObject({ state: 'cancelled', usage: { calls: 4 }, counts: { failed: 0 } });
    expect(cancelled.counts.graded + cancelled.counts.needsReview).toBe(4);
    expect(await caller.services.batches.active()).not.toContainEqual(ref);
    expect(server.files).toEqual([]);
    await caller.post(`/v1/batches/${ref.batchId}:resume`);
    await caller.idle();
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 6 } });
    expect(linesAsked()).toEqual([6, 2]);
  });

  test('never hands over more than its budget has room for, waits for what comes back, and says when it stops', {
    timeout: 60_000,
  }, async () => {
    const small = { size: { worksMax: 4, rowsMax: 100 } };
    const [rich, poor] = [await economy.newCaller(small), await economy.newCaller(small)];
    const whole = await economy.start(rich, { rows: economyRows(20), budgetUsdMicros: 1_000_000 });
    const boundOfAll = await rich.services.batches.reserved(whole);
    expect(linesAsked()).toEqual([4, 4, 4, 4, 4]);
    expect(await economy.toTheEnd(rich, whole)).toMatchObject({ state: 'completed' });

    const budgetUsdMicros = Math.ceil(0.12 * boundOfAll);
    const ref = await economy.start(poor, { rows: economyRows(20), budgetUsdMicros });
    expect(linesAsked().slice(5)).toEqual([2]);
    expect(await poor.services.batches.reserved(ref)).toBeLessThanOrEqual(budgetUsdMicros);
    const stopped = await economy.toTheEnd(poor, ref);
    expect(stopped).toMatchObject({ state: 'stopped', reason: 'the budget of 0.00 USD has no room for another call' });
    expect(stopped.usage.costUsdMicros).toBeLessThanOrEqual(budgetUsdMicros);
    expect(stopped.usage.costUsdMicros).toBe(await poor.services.batches.reserved(ref));
    const { graded, needsReview, failed, queued } = stopped.counts;
    expect({ graded: graded + needsReview, failed, queued }).toEqual({
      graded: stopped.usage.calls,
      failed: 0,
      queued: 20 - stopped.usage.calls,
    });
    expect(stopped.usage.calls).toBeGreaterThan(2);
    await poor.post(`/v1/batches/${ref.batchId}:resume`, { budgetUsdMicros: null });
    await poor.idle();
    expect(await economy.toTheEnd(poor, ref)).toMatchObject({ state: 'completed', usage: { calls: 20 } });
  });

  test('is refused where there is no model', async () => {
    const caller = await economy.newCaller({}, { services: { model: null, providerBatches: null } });
    const refused = await caller.post('/v1/batches', { mode: 'economy', rows: economyRows(1) });
    expect(problemOf(refused, 400).errors).toMatchObject([{ pointer: '/mode' }]);
  });
});

describe('a provider that breaks off', () => {
  test.each([
    ['before it makes a batch of the file', false],
    ['before it says that it made one', true],
  ])('%s is asked for one batch in the end, and is left no file', async (_, isAfterwards) => {
    const broken = () => new Response(null, { status: 503 });
    server.breaks({ on: 'POST /batches', with: broken, isAfterwards });
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows: economyRows(3) });
    expect(caller.outages).toHaveLength(1);
    expect(await economy.toTheEnd(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 3 } });
    await economy.sweep(caller);
    expect(linesAsked()).toEqual([3]);
    expect(server.files).toEqual([]);
    expect(caller.bugs).toEqual([]);
  });
});
