import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { EvaluationId } from '../../../shared/domain/ids.ts';
import { KeyPoint } from '../../../shared/domain/mark-scheme.ts';
import { type AskedQuestion, evaluateAnswer } from '../../../shared/usecases/evaluate-answer.ts';
import { inlineQuestion } from '../../../shared/usecases/inline-question.ts';
import { listEvaluations } from '../../../shared/usecases/list-evaluations.ts';
import { readEvaluation } from '../../../shared/usecases/read-evaluation.ts';
import { readFeedback } from '../../../shared/usecases/read-feedback.ts';
import { concerns } from '../concerns.ts';
import { contextOf } from '../context-of.ts';
import { EvaluationListQuery, EvaluationPage, EvaluationReply, EvaluationRequest } from '../contract.ts';
import { FeedbackQuery, FeedbackReply } from '../contracts/feedback.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, notModified, notModifiedReply } from '../etag.ts';
import { evaluationReply, evaluationTag } from '../evaluation-reply.ts';
import { evaluation, evaluationPage, evaluationRequests } from '../examples/evaluation-examples.ts';
import { revealedFeedback } from '../examples/feedback-examples.ts';
import { jsonBody, jsonReply, needs, refusals } from '../route-parts.ts';

const tags = ['Evaluations'];

const create = createRoute({
  method: 'post',
  path: '/v1/evaluations',
  tags,
  security: needs('evaluations:write'),
  summary: 'Grade one answer',
  description:
    'The same answer of the same candidate to the same question version, judged the same way, is looked up (200) instead of graded again (201).',
  request: jsonBody(EvaluationRequest, evaluationRequests),
  responses: {
    201: { ...jsonReply('The new evaluation.', EvaluationReply, evaluation), headers: etagHeader },
    200: { ...jsonReply('The evaluation that was there already.', EvaluationReply, evaluation), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409, 413, 415),
  },
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
  request: { params: z.object({ id: EvaluationId }) },
  middleware: notModified,
  responses: {
    200: { ...jsonReply('The evaluation.', EvaluationReply, evaluation), headers: etagHeader },
    304: notModifiedReply,
    ...refusals(400, 401, 403, 404),
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
    ...refusals(400, 401, 403, 404),
  },
});

/** `/v1/evaluations` */
export function evaluationRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(create, async (c) => {
    const request = c.req.valid('json');
    const { evaluation, isNew } = await evaluateAnswer(contextOf(c, services), {
      question: askedQuestion(request),
      answer: request.answer,
      candidate: request.candidate ?? null,
      judge: request.judge ?? null,
      feedback: request.feedback ?? 'template',
    });
    concerns(c, evaluation.candidate);
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
    const evaluation = await readEvaluation(contextOf(c, services), c.req.valid('param').id);
    return c.json(evaluationReply(evaluation), 200, { etag: evaluationTag(evaluation) });
  });
  app.openapi(feedback, async (c) => {
    const isRevealed = c.req.valid('query').reveal === 'true';
    const read = await readFeedback(contextOf(c, services), c.req.valid('param').id, isRevealed);
    return c.json(FeedbackReply.parse(read), 200);
  });
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
