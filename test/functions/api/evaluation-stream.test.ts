import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { PendingReply } from '../../../functions/api/contracts/pending-evaluations.ts';
import { heartbeatMs } from '../../../functions/api/evaluation-stream.ts';
import { Problem } from '../../../functions/api/problem.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { PointVerdict } from '../../../shared/domain/evaluation.ts';
import { EvaluationId } from '../../../shared/domain/ids.ts';
import { defaultPendingPolicy, evaluatePending } from '../../../shared/usecases/evaluate-pending.ts';
import { aNewQuestion, type Caller, type CallerChoices, problemOf, type Reply, useApi } from '../../support/api.ts';
import { heldModel } from '../../support/held-model.ts';
import { aPoint, aReport, goodAnswer, indexQuestion } from '../../support/llm-grader.ts';
import { type Act, completion, useScriptedModel } from '../../support/scripted-model.ts';
import { eventsIn, eventsOfBody, type SentEvent } from '../../support/server-sent-events.ts';
import { piecesOf, streamedCompletion, streamedEventsOf } from '../../support/streamed-reply.ts';

const server = useScriptedModel();
const api = useApi();
const path = '/v1/evaluations';
const asEvents = { accept: 'text/event-stream' };
const request = { questionId: 'indexes', answer: goodAnswer, candidate: 'Ada' };

afterEach(() => {
  vi.useRealTimers();
});

async function aCaller(choices: CallerChoices = {}): Promise<Caller> {
  const model = openAiModel(server.settings());
  const caller = await api.newCaller({ ...choices, services: { model, ...choices.services } });
  const { id: _, ...content } = aNewQuestion();
  await caller.post('/v1/questions', { ...content, ...indexQuestion, id: 'indexes' });
  return caller;
}

function sentIn(reply: Reply): SentEvent[] {
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/);
  return eventsIn(z.string().parse(reply.body));
}

function names(events: readonly SentEvent[]): string[] {
  return events.map(({ event, data }) => {
    const { keyPointId, verdict } = z
      .looseObject({ keyPointId: z.string().optional(), verdict: z.string().optional() })
      .parse(data);
    return keyPointId === undefined ? event : `${event} ${keyPointId} ${verdict}`;
  });
}

function evaluationIn(events: readonly SentEvent[]): z.infer<typeof EvaluationReply> {
  const last = events.at(-1);
  expect(last?.event).toBe('evaluation');
  return EvaluationReply.parse(last?.data);
}
// What a client knows in the end: the last that was said of each part.
function lastPoints(events: readonly SentEvent[]): PointVerdict[] {
  const points = events.filter(({ event }) => event === 'point').map(({ data }) => PointVerdict.parse(data));
  return [...new Map(points.map((point) => [point.keyPointId, point])).values()];
}

describe('the events of an evaluation', () => {
  test('are all there at once from the offline judge, and the evaluation last', async () => {
    const caller = await aCaller({ services: { model: null } });
    const reply = await caller.send('POST', path, request, asEvents);
    const events = sentIn(reply);
    const evaluation = evaluationIn(events);
    expect(lastPoints(events)).toEqual(evaluation.verdicts);
    expect(names(events).slice(-2)).toEqual(['misconception', 'evaluation']);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => String(index + 1)));
    expect(reply.headers.get('location')).toBe(`${path}/${evaluation.id}`);
    expect((await caller.get(`${path}/${evaluation.id}`)).body).toEqual(evaluation);
    expect(evaluationIn(sentIn(await caller.get(`${path}/${evaluation.id}/events`)))).toEqual(evaluation);
  });

  test('begin with the gate where one has closed', async () => {
    const caller = await aCaller();
    const events = sentIn(await caller.send('POST', path, { ...request, answer: '' }, asEvents));
    expect(events[0]).toMatchObject({ event: 'gate', data: { gate: 'empty' } });
    expect(evaluationIn(events)).toMatchObject({ gate: 'empty', score: 0 });
  });

  test('are the verdicts of a model in the order in which it writes them, each once, and then the evaluation', async () => {
    const caller = await aCaller();
    server.script(streamedCompletion(aReport()));
    const events = sentIn(await caller.send('POST', path, request, asEvents));
    expect(names(events)).toEqual([
      'pending',
      'point reads covered',
      'point writes covered',
      'point space missing',
      'misconception',
      'evaluation',
    ]);
    const evaluation = evaluationIn(events);
    expect(lastPoints(events)).toEqual(evaluation.verdicts);
    expect(PendingReply.parse(events[0]?.data).id).toBe(evaluation.id);
    expect(evaluation.usage).toMatchObject({ calls: 1, inputTokens: 1000, outputTokens: 200 });
    expect(caller.bugs).toEqual([]);
  });

  test('come while the model is still writing', async () => {
    const { act, go } = inTwoHalves(JSON.stringify(aReport()));
    server.script(act);
    const { app, key } = await aCaller();
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...asEvents };
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(request) });
    const events: SentEvent[] = [];
    for await (const event of eventsOfBody(response.body)) {
      events.push(event);
      // Without this one the model would never go on.
      if (names([event])[0] === 'point reads covered') go();
    }
    expect(evaluationIn(events).judge).toBe('llm');
  });

  test('put right what a second question about a doubtful point changes, before the evaluation', async () => {
    const caller = await aCaller();
    const answer = 'An index makes reads faster by avoiding full table scans. It is nice.';
    const reads = aPoint('reads', 'makes reads faster by avoiding full table scans');
    const generous = aReport({ points: [reads, aPoint('writes', 'It is nice.'), aPoint('space', '')] });
    const strict = aReport({ points: [aPoint('writes', '')], misconceptions: [] });
    server.script(streamedCompletion(generous), completion(strict));
    const events = sentIn(await caller.send('POST', path, { ...request, answer }, asEvents));
    expect(names(events)).toEqual([
      'pending',
      'point reads covered',
      'point writes covered',
      'point space missing',
      'misconception',
      'point writes missing',
      'evaluation',
    ]);
    const last = lastPoints(events);
    for (const verdict of evaluationIn(events).verdicts) expect(last).toContainEqual(verdict);
  });

  test('never credit a quote that does not stand in the answer, and say in the end that the point is unjudged', async () => {
    const caller = await aCaller();
    const invented = aReport({
      points: [aPoint('reads', 'words that nobody wrote'), aPoint('writes', ''), aPoint('space', '')],
    });
    server.script(streamedCompletion(invented), completion(invented));
    server.always(completion(invented));
    const events = sentIn(await caller.send('POST', path, request, asEvents));
    expect(names(events).filter((name) => name.startsWith('point reads'))).toEqual(['point reads unjudged']);
    const last = lastPoints(events);
    for (const verdict of evaluationIn(events).verdicts) expect(last).toContainEqual(verdict);
  });

  test('take back a credit that an entry given twice has cost', async () => {
    const caller = await aCaller();
    const report = aReport();
    const points = z.array(z.unknown()).parse(report['points']);
    const twice = { ...report, points: [...points, points[0]] };
    server.script(streamedCompletion(twice), completion(twice));
    server.always(completion(twice));
    const events = sentIn(await caller.send('POST', path, request, asEvents));
    const ofReads = names(events).filter((name) => name.startsWith('point reads'));
    expect(ofReads).toEqual(['point reads covered', 'point reads unjudged']);
    expect(evaluationIn(events).verdicts.find(({ keyPointId }) => keyPointId === 'reads')?.verdict).toBe('unjudged');
  });

  test('are told all the same where the server streams nothing, or the model dies in the middle', async () => {
    const caller = await aCaller();
    server.script(completion(aReport()));
    expect(names(sentIn(await caller.send('POST', path, request, asEvents)))).toHaveLength(6);
    server.script(
      streamedCompletion(JSON.stringify(aReport()).slice(0, 400), { isBroken: true }),
      streamedCompletion(aReport()),
    );
    const events = sentIn(await caller.send('POST', path, { ...request, answer: `${goodAnswer} So.` }, asEvents));
    expect(lastPoints(events)).toEqual(evaluationIn(events).verdicts);
    expect(names(events)).toHaveLength(6);
  });

  test('tell what is known to whoever comes back to it, and the rest as it comes', async () => {
    const { act, go } = inTwoHalves(JSON.stringify(aReport()));
    server.script(act);
    const { app, key, get } = await aCaller();
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...asEvents };
    const first = await app.request(path, { method: 'POST', headers, body: JSON.stringify(request) });
    for await (const event of eventsOfBody(first.body)) if (event.event === 'point') break;
    const back = await app.request(`${first.headers.get('location')}/events`, { headers });
    const events: SentEvent[] = [];
    for await (const event of eventsOfBody(back.body)) {
      events.push(event);
      if (event.event === 'point') go();
    }
    expect(names(events).slice(0, 2)).toEqual(['pending', 'point reads covered']);
    const evaluation = evaluationIn(events);
    expect(lastPoints(events)).toEqual(evaluation.verdicts);
    expect((await get(`${path}/${evaluation.id}`)).body).toEqual(evaluation);
  });

  test('end when the time is out with where it stands, and the evaluation is made all the same', async () => {
    const held = heldModel();
    const caller = await aCaller({ services: { model: held.model, answerWithinMs: 20 } });
    const reply = await caller.send('POST', path, request, asEvents);
    expect(names(sentIn(reply))).toEqual(['pending', 'pending']);
    held.answer();
    await caller.idle();
    expect(evaluationIn(sentIn(await caller.get(`${reply.headers.get('location')}/events`))).judge).toBe('llm');
  });

  test('are kept company by comments, so that the connection is not taken for dead', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const held = heldModel();
    const { app, key } = await aCaller({ services: { model: held.model } });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...asEvents };
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(request) });
    const comments: string[] = [];
    const onComment = (comment: string): void => {
      comments.push(comment);
      held.answer();
    };
    for await (const { event } of eventsOfBody(response.body, onComment))
      if (event === 'pending') vi.advanceTimersByTime(heartbeatMs);
    expect(comments).toEqual(['still being made']);
  });

  test.each([
    ['an unknown question', { questionId: 'missing' }, 404],
    ['an answer over the limit', { answer: 'x'.repeat(20_001) }, 400],
  ])('are none where the request is refused: %s', async (_what, change, status) => {
    const caller = await aCaller();
    problemOf(await caller.send('POST', path, { ...request, ...change }, asEvents), status);
  });

  test('end with the problem where it can not be graded', async () => {
    const held = heldModel(true);
    held.outcome = new Error('It breaks.');
    const caller = await aCaller({ services: { model: held.model } });
    const reply = await caller.send('POST', path, request, asEvents);
    const last = sentIn(reply).at(-1);
    expect(last?.event).toBe('problem');
    expect(Problem.parse(last?.data)).toMatchObject({
      type: '/problems/conflict',
      status: 409,
      requestId: reply.headers.get('x-request-id'),
    });
    problemOf(await caller.get(`${reply.headers.get('location')}/events`), 409);
  });

  test('come from another process too, all at the end', async () => {
    const caller = await aCaller({ work: null, services: { model: heldModel().model } });
    const asked = caller.send('POST', path, request, asEvents);
    const { services } = await api.newCaller({ tenantId: caller.tenantId, services: { model: heldModel(true).model } });
    for (let ref = null; ref === null; ) {
      const { pending } = await services.pendingEvaluations.due(null, 500);
      const mine = pending.find(({ tenantId }) => tenantId === caller.tenantId);
      ref = mine === undefined ? null : { tenantId: mine.tenantId, evaluationId: EvaluationId.parse(mine.id) };
      if (ref !== null) await evaluatePending(services, ref, defaultPendingPolicy);
    }
    const events = sentIn(await asked);
    expect(lastPoints(events)).toEqual(evaluationIn(events).verdicts);
  });

  test('are wanted only where Accept prefers them', async () => {
    const caller = await aCaller({ services: { model: null } });
    for (const accept of [
      '*/*',
      'application/json',
      'text/event-stream;q=0.1, application/json',
      'text/event-stream;q=0',
    ]) {
      const reply = await caller.send('POST', path, request, { accept });
      expect(reply.headers.get('content-type'), accept).toMatch(/^application\/json/);
      expect(reply.headers.get('vary')).toContain('Accept');
    }
  });
});

/** A model that writes the first half of its reply and waits before the second. */
function inTwoHalves(text: string): { readonly act: Act; readonly go: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const events = streamedEventsOf(piecesOf(text));
  const half = Math.ceil(events.length / 2);
  const act: Act = () => {
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const send = (some: readonly string[]): void => controller.enqueue(new TextEncoder().encode(some.join('')));
        send(events.slice(0, half));
        await promise;
        send(events.slice(half));
        controller.close();
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  return { act, go: resolve };
}
