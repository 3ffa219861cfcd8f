import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import * as z from 'zod';
import { EvaluationId } from '../../../shared/domain/ids.ts';
import { KeyPoint } from '../../../shared/domain/mark-scheme.ts';
import type { PendingEvaluation } from '../../../shared/domain/pending-evaluation.ts';
import type { AskedQuestion, EvaluateAnswerInput } from '../../../shared/usecases/evaluate-answer.ts';
import { inlineQuestion } from '../../../shared/usecases/inline-question.ts';
import { listEvaluations } from '../../../shared/usecases/list-evaluations.ts';
import { readFeedback } from '../../../shared/usecases/read-feedback.ts';
import { readRequested } from '../../../shared/usecases/read-requested.ts';
import { openEvaluation, requestEvaluation } from '../../../shared/usecases/request-evaluation.ts';
import { contextOf } from '../context-of.ts';
import { EvaluationListQuery, EvaluationPage, EvaluationReply, EvaluationRequest } from '../contract.ts';
import { FeedbackQuery, FeedbackReply } from '../contracts/feedback.ts';
import { PendingReply, PreferHeader } from '../contracts/pending-evaluations.ts';
import { type ApiEnvironment, type ApiServices, answerBudgetMs } from '../environment.ts';
import { etagHeader, notModified, notModifiedReply } from '../etag.ts';
import { evaluationReply, evaluationTag, pendingReply } from '../evaluation-reply.ts';
import { evaluationStream, type Following, follow } from '../evaluation-stream.ts';
import { evaluation, evaluationPage, evaluationRequests } from '../examples/evaluation-examples.ts';
import { revealedFeedback } from '../examples/feedback-examples.ts';
import { evaluationEvents, pendingEvaluation } from '../examples/pending-evaluation-examples.ts';
import { appliedOf, preferencesIn, waitMsFor } from '../preferences.ts';
import { jsonBody, jsonReply, needs, refusals } from '../route-parts.ts';

const tags = ['Evaluations'];

const lookAgainSeconds = 2;

const eventStream = {
  description: 'The events.',
  content: { 'text/event-stream': { schema: z.string(), example: evaluationEvents } },
};

const text = { type: 'string' as const };
const pendingHeaders = {
  Location: { description: 'Where the evaluation is found.', schema: text },
  'Retry-After': { description: 'After how many seconds to look again.', schema: text },
  'Preference-Applied': { description: 'What was heeded of Prefer.', schema: text },
};

const create = createRoute({
  method: 'post',
  path: '/v1/evaluations',
  tags,
  security: needs('evaluations:write'),
  summary: 'Grade one answer',
  description:
    'The same answer of the same candidate to the same question version, judged the same way, is looked up (200) instead of ' +
    'graded again (201). What a model has not judged within 25 seconds is answered with 202: the work goes on, whether or ' +
    'not anybody waits, and its result is found under `Location`. `Prefer: respond-async` asks for that at once, ' +
    '`Prefer: wait=N` after N seconds (RFC 7240).\n\n' +
    'With `Accept: text/event-stream` the reply is a stream of server-sent events: `pending` (the id, once), `gate` where one ' +
    'has closed, `point`, `misconception` and `dimension` with each verdict as soon as it is verified, in the order of arrival, ' +
    'a later one in the place of an earlier one on the same part, then `evaluation` with the whole, or `problem`. When the time ' +
    'is out a last `pending` ends the stream; `GET /v1/evaluations/{id}/events` goes on. Comments keep the connection open.',
  request: { headers: PreferHeader, ...jsonBody(EvaluationRequest, evaluationRequests) },
  responses: {
    201: { ...jsonReply('The new evaluation.', EvaluationReply, evaluation), headers: etagHeader },
    200: {
      description: 'The evaluation that was there already, or the events.',
      content: { ...jsonReply('', EvaluationReply, evaluation).content, ...eventStream.content },
      headers: etagHeader,
    },
    202: { ...jsonReply('The evaluation will be made.', PendingReply, pendingEvaluation), headers: pendingHeaders },
    ...refusals(400, 401, 402, 403, 404, 409, 413, 415),
  },
});

const events = createRoute({
  method: 'get',
  path: '/v1/evaluations/{id}/events',
  tags,
  security: needs('evaluations:read'),
  summary: 'Follow an evaluation that is being made',
  description:
    'The same events as of `POST /v1/evaluations` with `Accept: text/event-stream`, from the first that is known. An EventSource ' +
    'connects again by itself; close it at `evaluation` or `problem`.',
  request: { params: z.object({ id: EvaluationId }) },
  responses: { 200: eventStream, ...refusals(400, 401, 403, 404, 409) },
});

const list = createRoute({
  method: 'get',
  path: '/v1/evaluations',
  tags,
  security: needs('evaluations:read'),
  summary: 'List evaluations, newest first',
  request: { query: EvaluationListQuery },
  responses: { 200: jsonReply('One page.', EvaluationPage, evaluationPage), ...refusals(400, 401, 403) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/evaluations/{id}',
  tags,
  security: needs('evaluations:read'),
  summary: 'Read an evaluation',
  description:
    'One that is yet to be made is answered with 202 and `Retry-After`; one that can not be made with 409, which says why.',
  request: { params: z.object({ id: EvaluationId }) },
  middleware: notModified,
  responses: {
    200: { ...jsonReply('The evaluation.', EvaluationReply, evaluation), headers: etagHeader },
    202: {
      ...jsonReply('The evaluation is yet to be made.', PendingReply, pendingEvaluation),
      headers: { 'Retry-After': pendingHeaders['Retry-After'] },
    },
    304: notModifiedReply,
    ...refusals(400, 401, 403, 404, 409),
  },
});

const feedback = createRoute({
  method: 'get',
  path: '/v1/evaluations/{id}/feedback',
  tags,
  security: needs('evaluations:read'),
  summary: 'Read the feedback of an evaluation',
  description:
    'As the candidate may read it before the reference is revealed; with `reveal=true` with the points, corrections and reference that it kept back, of the question version that was used.',
  request: { params: z.object({ id: EvaluationId }), query: FeedbackQuery },
  responses: {
    200: jsonReply('The feedback, here revealed.', FeedbackReply, revealedFeedback),
    ...refusals(400, 401, 403, 404, 409),
  },
});

/** `/v1/evaluations` */
export function evaluationRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(create, async (c) => {
    const request = c.req.valid('json');
    const input = {
      question: askedQuestion(request),
      answer: request.answer,
      candidate: request.candidate ?? null,
      judge: request.judge ?? null,
      feedback: request.feedback ?? 'template',
    };
    c.header('vary', 'Accept, Prefer');
    const budgetMs = answerBudgetMs(services);
    if (wantsEvents(c)) return streamRequested(c, services, input, budgetMs);
    const preferences = preferencesIn(c.req.valid('header').prefer);
    const requested = await requestEvaluation(contextOf(c, services), input, waitMsFor(preferences, budgetMs));
    const applied = appliedOf(preferences, budgetMs, requested.outcome === 'pending');
    if (applied !== null) c.header('preference-applied', applied);
    if (requested.outcome === 'pending') {
      const { pending } = requested;
      c.header('location', `/v1/evaluations/${pending.id}`);
      c.header('retry-after', String(secondsUntil(pending, services)));
      return c.json(pendingReply(pending), 202);
    }
    const { evaluation, isNew } = requested;
    const headers = { location: `/v1/evaluations/${evaluation.id}`, etag: evaluationTag(evaluation) };
    return isNew
      ? c.json(evaluationReply(evaluation), 201, headers)
      : c.json(evaluationReply(evaluation), 200, headers);
  });
  app.openapi(list, async (c) => {
    const { limit, cursor, question_id, status } = c.req.valid('query');
    const filter = { questionId: question_id ?? null, status: status ?? null };
    const page = await listEvaluations(contextOf(c, services), filter, { limit, cursor: cursor ?? null });
    return c.json(EvaluationPage.parse({ ...page, items: page.items.map(evaluationReply) }), 200);
  });
  app.openapi(read, async (c) => {
    const found = await readRequested(contextOf(c, services), c.req.valid('param').id);
    if (!('state' in found)) return c.json(evaluationReply(found), 200, { etag: evaluationTag(found) });
    c.header('retry-after', String(secondsUntil(found, services)));
    return c.json(pendingReply(found), 202);
  });
  app.openapi(events, async (c) => {
    const context = contextOf(c, services);
    const { id } = c.req.valid('param');
    // Before the stream begins, so that a refusal is one.
    const found = await readRequested(context, id);
    const ref = { tenantId: found.tenantId, evaluationId: id };
    const following = 'state' in found ? follow(services.news, ref) : null;
    return evaluationStream(c, services, found, following, answerBudgetMs(services));
  });
  app.openapi(feedback, async (c) => {
    const isRevealed = c.req.valid('query').reveal === 'true';
    const read = await readFeedback(contextOf(c, services), c.req.valid('param').id, isRevealed);
    return c.json(FeedbackReply.parse(read), 200);
  });
}

function wantsEvents(c: Context): boolean {
  const [json, events] = ['application/json', 'text/event-stream'];
  return accepts(c, { header: 'Accept', supports: [json, events], default: json }) === events;
}

async function streamRequested(
  c: Context<ApiEnvironment>,
  services: ApiServices,
  input: EvaluateAnswerInput,
  waitMs: number,
): Promise<Response> {
  const following: Following[] = [];
  try {
    const opened = await openEvaluation(contextOf(c, services), input, false, ({ tenantId, id }) =>
      following.push(follow(services.news, { tenantId, evaluationId: id })),
    );
    const found = opened.outcome === 'pending' ? opened.pending : opened.evaluation;
    c.header('location', `/v1/evaluations/${found.id}`);
    return evaluationStream(c, services, found, following[0] ?? null, waitMs);
  } catch (error) {
    following[0]?.stop();
    throw error;
  }
}

// Whoever has been told of trouble waits until it is tried again.
function secondsUntil({ lease, reason, dueAt }: PendingEvaluation, { clock }: ApiServices): number {
  if (lease !== null || reason === null) return lookAgainSeconds;
  return Math.max(lookAgainSeconds, Math.ceil((Date.parse(dueAt) - clock().getTime()) / 1_000));
}

function askedQuestion(request: EvaluationRequest): AskedQuestion {
  const { questionId, version, question, referenceAnswer, referenceAlternatives, keyPoints } = request;
  if (questionId !== undefined) return { source: 'kept', id: questionId, version: version ?? null };
  const content = inlineQuestion({
    prompt: question ?? '',
    reference: referenceAnswer ?? '',
    alternatives: referenceAlternatives,
    keyPoints: keyPoints?.map((given, index) => numbered(given, index + 1)) ?? null,
  });
  return { source: 'inline', content };
}

function numbered(given: NonNullable<EvaluationRequest['keyPoints']>[number], number: number): KeyPoint {
  const id = `k${number}`;
  return typeof given === 'string' ? KeyPoint.parse({ id, text: given }) : { ...given, id: given.id ?? id };
}
