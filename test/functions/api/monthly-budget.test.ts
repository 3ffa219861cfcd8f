import { describe, expect, test } from 'vitest';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { PendingReply } from '../../../functions/api/contracts/pending-evaluations.ts';
import { SettingsReply } from '../../../functions/api/contracts/settings.ts';
import { UsageReply } from '../../../functions/api/contracts/usage.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { timestampOf } from '../../../shared/domain/timestamp.ts';
import type { Services } from '../../../shared/usecases/context.ts';
import { evaluatePending } from '../../../shared/usecases/evaluate-pending.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { goodAnswers, rowsWith, tokensOfCall, wordModel } from '../../support/batch-engine.ts';

const api = useApi();
const anyState = { 'if-match': '*' };
const price = { input: 1, cachedInput: 1, output: 1 };
const paidMicros = tokensOfCall.inputTokens + tokensOfCall.outputTokens;

/** A caller with a model of which each call costs the same. */
async function withModel(isPriced = true, services: Partial<Services> = {}) {
  const model = wordModel();
  const caller = await api.newCaller({ services: { model, priceOf: () => (isPriced ? price : null), ...services } });
  return { caller, model };
}

const asked = { question: 'What is a cache?', referenceAnswer: 'A cache keeps copies close by.' };
const grade = ({ send }: Caller, answer: string, headers: Record<string, string> = {}) =>
  send('POST', '/v1/evaluations', { ...asked, answer }, headers);
const usageOf = async ({ get }: Caller) => bodyOf(await get('/v1/usage'), 200, UsageReply);
const budget = ({ send }: Caller, monthlyBudgetUsdMicros: number | null) =>
  send('PATCH', '/v1/settings', { monthlyBudgetUsdMicros }, anyState);

describe('settings', () => {
  test('are undecided at first, and keep what is not given', async () => {
    const { caller } = await withModel();
    const undecided = { monthlyBudgetUsdMicros: null, retentionDays: null, changedAt: null, changedBy: null };
    expect(bodyOf(await caller.get('/v1/settings'), 200, SettingsReply)).toEqual(undecided);
    await budget(caller, 5_000);
    const changed = await caller.send('PATCH', '/v1/settings', { retentionDays: 30 }, anyState);
    expect(bodyOf(changed, 200, SettingsReply)).toMatchObject({ monthlyBudgetUsdMicros: 5_000, retentionDays: 30 });
    expect((await caller.get('/v1/settings')).body).toEqual(changed.body);
  });

  test('are changed by whoever has read them, and by nobody who saw them before somebody else changed them', async () => {
    const { caller } = await withModel();
    problemOf(await caller.send('PATCH', '/v1/settings', { retentionDays: 30 }), 428);
    const read = (await caller.get('/v1/settings')).headers.get('etag') ?? '';
    const change = (retentionDays: number) =>
      caller.send('PATCH', '/v1/settings', { retentionDays }, { 'if-match': read });
    expect((await change(30)).status).toBe(200);
    problemOf(await change(40), 412);
    const now = await caller.get('/v1/settings');
    expect(bodyOf(now, 200, SettingsReply).retentionDays).toBe(30);
    const again = { 'if-none-match': now.headers.get('etag') ?? '' };
    expect((await caller.send('GET', '/v1/settings', undefined, again)).status).toBe(304);
  });

  test('have one winner when many change what they have read at once', async () => {
    const { caller } = await withModel();
    const read = (await caller.get('/v1/settings')).headers.get('etag') ?? '';
    const changes = Array.from({ length: 8 }, (_, n) =>
      caller.send('PATCH', '/v1/settings', { retentionDays: n + 1 }, { 'if-match': read }),
    );
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(new Set(statuses)).not.toContain(500);
  });
});

describe('the month of a tenant', () => {
  test('counts each call of a model, and has no budget unless one is given', async () => {
    const { caller, model } = await withModel();
    expect((await grade(caller, 'It keeps copies close by.')).status).toBe(201);
    const calls = model.asked.length;
    expect(calls).toBeGreaterThan(0);
    expect(await usageOf(caller)).toMatchObject({
      calls,
      judgements: 1,
      spentUsdMicros: calls * paidMicros,
      unpricedCalls: 0,
      budgetUsdMicros: null,
      remainingUsdMicros: null,
    });
    expect(await usageOf((await withModel()).caller)).toMatchObject({ calls: 0, spentUsdMicros: 0 });
  });

  test('refuses a call that does not fit its budget before it is made, until the budget is raised', async () => {
    const { caller, model } = await withModel();
    await budget(caller, 10);
    expect(problemOf(await grade(caller, 'It keeps copies close by.'), 402).type).toBe('/problems/budget-spent');
    expect(model.asked).toHaveLength(0);
    await budget(caller, 1_000_000);
    expect((await grade(caller, 'It keeps copies close by.')).status).toBe(201);
    const { spentUsdMicros, remainingUsdMicros, inFlightUsdMicros } = await usageOf(caller);
    expect(inFlightUsdMicros).toBe(0);
    expect(remainingUsdMicros).toBe(1_000_000 - spentUsdMicros);
  });

  test('refuses at once what nobody wants to wait for, and leaves nothing pending', async () => {
    const sent: unknown[] = [];
    const queue = { send: async (messages: readonly unknown[]) => void sent.push(...messages) };
    const { caller } = await withModel(true, { queue });
    await budget(caller, 10);
    problemOf(await grade(caller, 'It keeps copies close by.', { prefer: 'respond-async' }), 402);
    expect(sent).toEqual([]);
  });

  test('gives up what was asked for before it was spent, says why, and begins it anew when it is sent again', async () => {
    const { caller, model } = await withModel(true, { queue: { send: async () => undefined } });
    const asked = await grade(caller, 'It keeps copies close by.', { prefer: 'respond-async' });
    const { id: evaluationId } = bodyOf(asked, 202, PendingReply);
    await budget(caller, 10);
    const ref = { tenantId: caller.tenantId, evaluationId };
    // Another process, which has never seen another budget.
    const { services } = await api.newCaller({ tenantId: caller.tenantId });
    await evaluatePending({ ...services, model, priceOf: () => price }, ref);
    const { detail } = problemOf(await caller.get(`/v1/evaluations/${evaluationId}`), 409);
    expect(detail).toMatch(/^This answer could not be graded: The monthly budget of 0\.00001 USD has no room/);
    expect(model.asked).toHaveLength(0);
    await budget(caller, null);
    bodyOf(await grade(caller, 'It keeps copies close by.', { prefer: 'respond-async' }), 202, PendingReply);
    await evaluatePending(caller.services, ref);
    expect((await caller.get(`/v1/evaluations/${evaluationId}`)).status).toBe(200);
  });

  test('lets wait what fits as soon as calls that are under way are paid', async () => {
    const { caller, model } = await withModel(true, { queue: { send: async () => undefined } });
    await budget(caller, 20_000);
    const { tenantId, services } = caller;
    const month = monthOf(timestampOf(services.clock()));
    await services.usage.reserve({ tenantId, month }, 19_000, null, services.clock().getTime());
    const asked = await grade(caller, 'It keeps copies close by.', { prefer: 'respond-async' });
    const ref = { tenantId, evaluationId: bodyOf(asked, 202, PendingReply).id };
    await evaluatePending(services, ref);
    const meanwhile = bodyOf(await caller.get(`/v1/evaluations/${ref.evaluationId}`), 202, PendingReply);
    expect(meanwhile.reason).toContain('set aside for calls that are under way');
    expect(model.asked).toHaveLength(0);
    await services.usage.settle({ tenantId, month }, 19_000, 1_000, null, services.clock().getTime());
    await evaluatePending(services, ref);
    expect((await caller.get(`/v1/evaluations/${ref.evaluationId}`)).status).toBe(200);
  });

  test('is not passed by many requests at once', async () => {
    const { caller } = await withModel();
    await budget(caller, 30_000);
    await Promise.all(Array.from({ length: 12 }, (_, n) => grade(caller, `It keeps copies close by, case ${n}.`)));
    const { spentUsdMicros, inFlightUsdMicros } = await usageOf(caller);
    expect(spentUsdMicros).toBeLessThanOrEqual(30_000);
    expect(inFlightUsdMicros).toBe(0);
  });

  test('counts the tokens of a model without a price, and says that their cost is unknown', async () => {
    const { caller } = await withModel(false);
    await budget(caller, 10);
    expect((await grade(caller, 'It keeps copies close by.')).status).toBe(201);
    const { calls, unpricedCalls, spentUsdMicros, inputTokens } = await usageOf(caller);
    expect([unpricedCalls, spentUsdMicros]).toEqual([calls, 0]);
    expect(inputTokens).toBeGreaterThan(0);
  });

  test('stops a batch with its reason', async () => {
    const { caller, model } = await withModel();
    await budget(caller, 10);
    const { id } = bodyOf(await caller.post('/v1/batches', { rows: rowsWith(goodAnswers(2)) }), 202, BatchReply);
    await caller.idle();
    const batch = bodyOf(await caller.get(`/v1/batches/${id}`), 200, BatchReply);
    expect(batch.state).toBe('stopped');
    expect(batch.reason).toMatch(/^the monthly budget of 0\.00001 USD has no room for another call/);
    expect(model.asked).toHaveLength(0);
  });
});
