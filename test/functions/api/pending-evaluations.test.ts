import { describe, expect, test } from 'vitest';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { PendingReply } from '../../../functions/api/contracts/pending-evaluations.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { EvaluationId } from '../../../shared/domain/ids.ts';
import type { EvaluationRef } from '../../../shared/domain/pending-evaluation.ts';
import type { WorkMessage } from '../../../shared/domain/work-message.ts';
import { defaultPendingPolicy, evaluatePending } from '../../../shared/usecases/evaluate-pending.ts';
import { sweep } from '../../../shared/usecases/sweep.ts';
import { takeOverEvaluations } from '../../../shared/usecases/sweep-evaluations.ts';
import {
  aNewQuestion,
  bodyOf,
  type Caller,
  type CallerChoices,
  problemOf,
  type Reply,
  useApi,
} from '../../support/api.ts';
import { evaluationId } from '../../support/fixtures.ts';
import { type HeldModel, heldModel } from '../../support/held-model.ts';

const api = useApi();
const request = { questionId: 'cap-theorem', answer: 'Either consistency or availability.', candidate: 'Ada' };
const path = '/v1/evaluations';
const isAsync = { prefer: 'respond-async' };

interface Pending {
  readonly caller: Caller;
  readonly held: HeldModel;
}

async function aCaller(held: HeldModel, choices: CallerChoices = {}): Promise<Pending> {
  const caller = await api.newCaller({ ...choices, services: { model: held.model, ...choices.services } });
  await caller.post('/v1/questions', aNewQuestion());
  return { caller, held };
}

function locationOf(reply: Reply): string {
  const location = reply.headers.get('location') ?? '';
  expect(location).toBe(`/v1/evaluations/${PendingReply.parse(reply.body).id}`);
  return location;
}

function refOf({ tenantId }: Caller, location: string): EvaluationRef {
  return { tenantId, evaluationId: EvaluationId.parse(location.split('/').at(-1)) };
}

describe('asked to respond async', () => {
  test('has no ETag while it is made, so that nothing says that it has not changed', async () => {
    const { caller } = await aCaller(heldModel(), { work: null });
    const location = locationOf(await caller.send('POST', path, request, isAsync));
    for (const tag of ['*', '""', '"0"']) {
      const meanwhile = await caller.send('GET', location, undefined, { 'if-none-match': tag });
      expect([meanwhile.status, meanwhile.headers.get('etag')]).toEqual([202, null]);
    }
  });

  test('says at once where the evaluation will be found, and there it is when the model has answered', async () => {
    const { caller, held } = await aCaller(heldModel());
    const asked = await caller.send('POST', path, request, isAsync);
    const pending = bodyOf(asked, 202, PendingReply);
    expect(pending).toMatchObject({ status: 'pending', candidate: 'Ada', judge: 'llm', reason: null });
    expect(pending.question).toEqual({ id: 'cap-theorem', version: 1 });
    expect(asked.headers.get('preference-applied')).toBe('respond-async');
    expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
    const location = locationOf(asked);
    await held.askedTimes(1);
    const meanwhile = await caller.get(location);
    expect(bodyOf(meanwhile, 202, PendingReply)).toMatchObject({ id: pending.id, attempts: 1 });
    expect(Number(meanwhile.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(problemOf(await caller.get(`${location}/feedback`), 409).detail).toContain('not there yet');
    held.answer();
    await caller.idle();
    const evaluation = bodyOf(await caller.get(location), 200, EvaluationReply);
    expect(evaluation).toMatchObject({ id: pending.id, judge: 'llm', candidate: 'Ada', answer: request.answer });
    expect(bodyOf(await caller.get(path), 200, EvaluationPage).items).toEqual([evaluation]);
    expect(held.asked()).toBe(1);
    expect(caller.bugs).toEqual([]);
  });

  test('has the same id, verdicts and marks as one that was waited for', async () => {
    const waited = await aCaller(heldModel(true));
    const made = bodyOf(await waited.caller.post(path, request), 201, EvaluationReply);
    const { caller } = await aCaller(heldModel(true), { tenantId: waited.caller.tenantId });
    const found = await caller.send('POST', path, request, isAsync);
    expect(bodyOf(found, 200, EvaluationReply)).toEqual(made);
  });

  test('leaves even what takes no time to the queue', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const location = locationOf(await caller.send('POST', path, request, isAsync));
    await caller.idle();
    expect(bodyOf(await caller.get(location), 200, EvaluationReply)).toMatchObject({ judge: 'offline' });
  });

  test.each([
    ['an unknown question', { questionId: 'missing' }, 404],
    ['an unknown version', { version: 7 }, 404],
    ['an answer over the limit', { answer: 'x'.repeat(20_001) }, 400],
    ['a model where there is none', { judge: 'llm' }, 400],
    ['words of a model where there is none', { feedback: 'polished' }, 400],
  ])('is refused at once with %s, and nothing is left pending', async (_what, change, status) => {
    const sent: WorkMessage[] = [];
    const queue = { send: async (messages: readonly WorkMessage[]) => void sent.push(...messages) };
    const caller = await api.newCaller({ services: { queue } });
    await caller.post('/v1/questions', aNewQuestion());
    problemOf(await caller.send('POST', path, { ...request, ...change }, isAsync), status);
    expect(sent).toEqual([]);
  });

  test('is refused at once for an archived question', async () => {
    const { caller } = await aCaller(heldModel());
    await caller.edit('/v1/questions/cap-theorem:archive');
    problemOf(await caller.send('POST', path, request, isAsync), 409);
  });
});

describe('where a model is asked', () => {
  test('waits for the evaluation, and looks it up for whoever asks again', async () => {
    const { caller, held } = await aCaller(heldModel(true));
    const made = await caller.post(path, request);
    const evaluation = bodyOf(made, 201, EvaluationReply);
    expect(made.headers.get('location')).toBe(`${path}/${evaluation.id}`);
    expect(bodyOf(await caller.post(path, request), 200, EvaluationReply)).toEqual(evaluation);
    expect(held.asked()).toBe(1);
  });

  test('says after a while where it will be found, and goes on', async () => {
    const { caller, held } = await aCaller(heldModel(), { services: { answerWithinMs: 20 } });
    const location = locationOf(await caller.post(path, request));
    expect(await caller.post(path, request)).toMatchObject({ status: 202 });
    held.answer();
    await caller.idle();
    expect(bodyOf(await caller.get(location), 200, EvaluationReply).id).toBe(location.split('/').at(-1));
    expect(held.asked()).toBe(1);
  });

  test('waits as long as the client prefers, and says that it has', async () => {
    const { caller, held } = await aCaller(heldModel());
    const hurried = await caller.send('POST', path, request, { prefer: 'wait=0' });
    expect(hurried).toMatchObject({ status: 202 });
    expect(hurried.headers.get('preference-applied')).toBe('wait=0');
    const patient = caller.send('POST', path, request, { prefer: 'respond-async, wait=20' });
    held.answer();
    const joined = await patient;
    expect(joined).toMatchObject({ status: 200 });
    expect(joined.headers.get('preference-applied')).toBe('wait=20');
  });

  test('two who ask the same at once share one evaluation, which is paid for once', async () => {
    const { caller, held } = await aCaller(heldModel());
    const both = Promise.all([caller.post(path, request), caller.post(path, request)]);
    await held.askedTimes(1);
    held.answer();
    const replies = await both;
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(replies[0]?.body).toEqual(replies[1]?.body);
    expect(held.asked()).toBe(1);
  });

  test('another process that makes it is waited for too', async () => {
    const { caller, held } = await aCaller(heldModel(true), { work: null });
    const waiting = caller.post(path, request);
    const other = await api.newCaller({ tenantId: caller.tenantId, services: { model: held.model } });
    const ref = { tenantId: caller.tenantId, evaluationId: EvaluationId.parse(await pendingId(caller)) };
    await evaluatePending(other.services, ref);
    expect(bodyOf(await waiting, 201, EvaluationReply).id).toBe(ref.evaluationId);
  });

  test('work that was judged before is not left to a worker, whoever the candidate is', async () => {
    const { caller, held } = await aCaller(heldModel(true));
    await caller.post(path, request);
    const alone = { ...caller.services, queue: { send: () => Promise.reject(new Error('Nobody is needed')) } };
    const { post } = await api.newCaller({ tenantId: caller.tenantId, services: alone, work: null });
    const other = bodyOf(await post(path, { ...request, candidate: 'Grace' }), 201, EvaluationReply);
    expect(other).toMatchObject({ candidate: 'Grace', provenance: { reused: true } });
    expect(held.asked()).toBe(1);
  });

  test('an answer that a gate settles is neither pending nor asked about', async () => {
    const { caller, held } = await aCaller(heldModel(), { work: null });
    const reply = await caller.post(path, { ...request, answer: "I don't know." });
    expect(bodyOf(reply, 201, EvaluationReply)).toMatchObject({ gate: 'non_answer', judge: 'llm' });
    expect(held.asked()).toBe(0);
  });
});

test('the offline judge never touches what is pending', async () => {
  const refused = () => Promise.reject(new Error('Nobody should look here'));
  const pendingEvaluations = { find: refused, create: refused, replace: refused, erase: refused, due: refused };
  const caller = await api.newCaller({ services: { pendingEvaluations } });
  await caller.post('/v1/questions', aNewQuestion());
  expect((await caller.post(path, request)).status).toBe(201);
  expect((await caller.post(path, request)).status).toBe(200);
});

test("another tenant's pending evaluation is missing like any other", async () => {
  const { caller } = await aCaller(heldModel(), { work: null });
  const location = locationOf(await caller.send('POST', path, request, isAsync));
  const stranger = await api.newCaller();
  const [theirs, none] = [await stranger.get(location), await stranger.get(`${path}/${evaluationId(7)}`)];
  const textOf = (reply: Reply): string =>
    JSON.stringify({ ...problemOf(reply, 404), requestId: '' }).replace(/evl_\w+/, 'ID');
  expect(textOf(theirs)).toBe(textOf(none));
});

describe('a pending evaluation', () => {
  const once = { ...defaultPendingPolicy, attemptsMax: 2 };

  async function aPendingOne(held: HeldModel, choices: CallerChoices = {}) {
    let shiftMs = 0;
    const sent: WorkMessage[] = [];
    const queue = { send: async (messages: readonly WorkMessage[]) => void sent.push(...messages) };
    const clock = () => new Date(Date.now() + shiftMs);
    const services = { clock, queue, ...choices.services };
    const { caller } = await aCaller(held, { work: null, ...choices, services });
    const location = locationOf(await caller.send('POST', path, request, isAsync));
    const later = (ms: number): void => {
      shiftMs += ms;
    };
    return { caller, location, ref: refOf(caller, location), sent, later };
  }

  test('is tried again later while the provider is out of order, and says so', async () => {
    const held = heldModel(true);
    held.outcome = 'unreachable';
    const { caller, location, ref, sent } = await aPendingOne(held);
    await evaluatePending(caller.services, ref, once);
    const pending = await caller.get(location);
    expect(bodyOf(pending, 202, PendingReply)).toMatchObject({
      attempts: 1,
      reason: 'The provider could not be reached.',
    });
    expect(Number(pending.headers.get('retry-after'))).toBeGreaterThan(25);
    expect(sent).toHaveLength(2);
    held.outcome = 'answered';
    await evaluatePending(caller.services, ref, once);
    expect(bodyOf(await caller.get(location), 200, EvaluationReply).reviewReasons).not.toContain('model-unavailable');
  });

  test('is left to a person when the provider stays out of order, as it was judged', async () => {
    const held = heldModel(true);
    held.outcome = 'server-error';
    const { caller, location, ref } = await aPendingOne(held);
    for (const _ of [1, 2]) await evaluatePending(caller.services, ref, once);
    expect(bodyOf(await caller.get(location), 200, EvaluationReply)).toMatchObject({
      status: 'needs-review',
      score: null,
      reviewReasons: expect.arrayContaining(['model-unavailable']),
    });
  });

  test('is not tried again where a further try would be refused as well', async () => {
    const held = heldModel(true);
    held.outcome = 'rejected';
    const { caller, location, ref } = await aPendingOne(held);
    await evaluatePending(caller.services, ref, once);
    expect(bodyOf(await caller.get(location), 200, EvaluationReply).status).toBe('needs-review');
  });

  test('is given up when it only makes bugs, says so without a word of them, and is begun anew when it is sent again', async () => {
    const held = heldModel(true);
    held.outcome = new Error(`choked on ${request.answer}`);
    const { caller, location, ref } = await aPendingOne(held);
    for (const _ of [1, 2]) await expect(evaluatePending(caller.services, ref)).rejects.toThrow('choked');
    await evaluatePending(caller.services, ref);
    const { detail } = problemOf(await caller.get(location), 409);
    expect(detail).toBe('This answer could not be graded: internal error (Error). Send it again to try anew.');
    await evaluatePending(caller.services, ref);
    expect(held.asked()).toBe(3);
    held.outcome = 'answered';
    expect(locationOf(await caller.send('POST', path, request, isAsync))).toBe(location);
    await evaluatePending(caller.services, ref);
    expect((await caller.get(location)).status).toBe(200);
  });

  test('is no attempt the worse for a table that was out of reach, and comes back to the queue', async () => {
    const held = heldModel(true);
    const { caller, ref } = await aPendingOne(held);
    const save = () => Promise.reject(new Fault('unavailable', 'The storage does not answer.'));
    const failing = { ...caller.services, evaluations: { ...caller.services.evaluations, save } };
    await expect(evaluatePending(failing, ref)).rejects.toThrow('The storage does not answer.');
    expect(await caller.services.pendingEvaluations.find(ref)).toMatchObject({ attempts: 0, lease: null });
    await evaluatePending(caller.services, ref);
    // What was judged before the table failed was kept.
    expect(held.asked()).toBe(1);
  });

  test('is made by another worker when the first has died, and by nobody else before', async () => {
    const dying = heldModel();
    const { caller, location, ref, sent, later } = await aPendingOne(dying);
    void evaluatePending(caller.services, ref, { ...once, leaseMs: 3_600_000 });
    await dying.askedTimes(1);
    const alive = heldModel(true);
    const { services } = await api.newCaller({ tenantId: caller.tenantId });
    const other = { ...services, model: alive.model, clock: caller.services.clock };
    await evaluatePending(other, ref);
    await sweep(caller.services);
    expect([alive.asked(), hintsAt(ref, sent)]).toEqual([0, 1]);
    later(3_700_000);
    await sweep(caller.services);
    expect(hintsAt(ref, sent)).toBe(2);
    await evaluatePending(other, ref);
    const made = bodyOf(await caller.get(location), 200, EvaluationReply);
    dying.answer();
    await evaluatePending(other, ref);
    expect(bodyOf(await caller.get(location), 200, EvaluationReply)).toEqual(made);
  });

  test('is hinted at again when the queue forgets it or was out of reach, less and less often', async () => {
    const refusing = { send: () => Promise.reject(new Fault('unavailable', 'The work queue does not answer.')) };
    const { caller, ref, sent, later } = await aPendingOne(heldModel(true), { services: { queue: refusing } });
    const queue = { send: async (messages: readonly WorkMessage[]) => void sent.push(...messages) };
    const services = { ...caller.services, queue };
    const hints: number[] = [];
    for (const _ of Array(10)) {
      later(61_000);
      await sweep(services);
      hints.push(hintsAt(ref, sent));
    }
    expect(hints[0]).toBe(1);
    expect(hints.at(-1)).toBeGreaterThan(2);
    expect(hints.at(-1)).toBeLessThan(6);
    await evaluatePending(services, ref);
    later(7_200_000);
    await sweep(services);
    expect(hintsAt(ref, sent)).toBe(hints.at(-1));
  });

  test('is free at once for a process that is alone after another has died', async () => {
    const dying = heldModel();
    const { caller, location, ref, sent } = await aPendingOne(dying);
    void evaluatePending(caller.services, ref, { ...once, leaseMs: 3_600_000 });
    await dying.askedTimes(1);
    expect(await takeOverEvaluations(caller.services, false)).toBeGreaterThan(0);
    await sweep(caller.services);
    expect(hintsAt(ref, sent)).toBe(1);
    await takeOverEvaluations(caller.services, true);
    await sweep(caller.services);
    expect(hintsAt(ref, sent)).toBe(2);
    const { services } = await api.newCaller({ tenantId: caller.tenantId });
    await evaluatePending({ ...services, model: heldModel(true).model }, ref);
    expect((await caller.get(location)).status).toBe(200);
    dying.answer();
  });

  test('is not kept where it was erased while it was made', async () => {
    const held = heldModel();
    const { caller, location, ref } = await aPendingOne(held);
    const working = evaluatePending(caller.services, ref);
    await held.askedTimes(1);
    await caller.services.pendingEvaluations.erase(ref);
    held.answer();
    await working;
    problemOf(await caller.get(location), 404);
  });
});

function hintsAt({ evaluationId }: EvaluationRef, sent: readonly WorkMessage[]): number {
  return sent.filter((message) => 'evaluationId' in message && message.evaluationId === evaluationId).length;
}

// The only one of the caller's tenant, as soon as it is there.
async function pendingId({ services, tenantId }: Caller): Promise<string> {
  for (;;) {
    const { pending } = await services.pendingEvaluations.due(null, 500);
    const mine = pending.find((one) => one.tenantId === tenantId);
    if (mine !== undefined) return mine.id;
  }
}
