import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { EvaluationId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { appealPoint } from '../../../shared/usecases/appeal-point.ts';
import { type AppealDecision, decideAppeal } from '../../../shared/usecases/decide-appeal.ts';
import type { Expectation } from '../../../shared/usecases/expectation.ts';
import { readReviews } from '../../../shared/usecases/read-reviews.ts';
import { type ReviewDecision, reviewEvaluation } from '../../../shared/usecases/review-evaluation.ts';
import { contextOf } from '../context-of.ts';
import { EvaluationReply } from '../contract.ts';
import {
  AppealDecisionReply,
  AppealDecisionRequest,
  AppealReply,
  AppealRequest,
  ReviewHistory,
  ReviewRequest,
} from '../contracts/reviews.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, ifMatchHeaders, requiredIfMatch } from '../etag.ts';
import { evaluationReply, evaluationTag } from '../evaluation-reply.ts';
import {
  appealDecisions,
  appealRequests,
  decidedAppeal,
  openAppeal,
  reviewedEvaluation,
  reviewHistory,
  reviewRequests,
} from '../examples/review-examples.ts';
import { jsonBody, jsonReply, needs, optionalBody, postVerb, refusals } from '../route-parts.ts';

const tags = ['Reviews'];
const params = z.object({ id: EvaluationId });

const review = {
  method: 'post',
  path: '/v1/evaluations/{id}:review',
  tags,
  security: needs('evaluations:review'),
  summary: 'Confirm or override the marks of an evaluation',
  description: `The decision of a named person. The judge's score, verdicts and band stay as they are; \`review.marks\` are the marks in force. An override is a score, or verdicts on points, misconceptions and dimensions, from which the score follows as always; with a reason. A decision replaces the one before it: parts that it does not name are as the judge has them. While a score is left open the evaluation goes on waiting for a person.`,
  request: { params, headers: ifMatchHeaders.required, ...jsonBody(ReviewRequest, reviewRequests) },
  responses: {
    200: {
      ...jsonReply('The evaluation with the decision beside it.', EvaluationReply, reviewedEvaluation),
      headers: etagHeader,
    },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 428),
  },
} as const;

const appeal = {
  method: 'post',
  path: '/v1/evaluations/{id}:appeal',
  tags,
  security: needs('evaluations:appeal'),
  summary: 'Appeal against the verdict on one point',
  description:
    'Sends the evaluation to a person, with a reason. No mark changes before one decides. Each point can be appealed once.',
  request: { params, ...jsonBody(AppealRequest, appealRequests) },
  responses: {
    201: jsonReply('The appeal.', AppealReply, openAppeal),
    ...refusals(400, 401, 403, 404, 409, 413, 415),
  },
} as const;

const decide = {
  method: 'post',
  path: '/v1/evaluations/{id}:decide-appeal',
  tags,
  security: needs('evaluations:review'),
  summary: 'Uphold or reject an appeal',
  description: `Upheld, the point has the person's verdict, and the marks in force follow from it; where a person gave a whole mark before, \`score\` says the new one. \`addAlias\` also makes the next version of the question, in which the wording counts in full for that point (scopes \`questions:write\` and \`regrades:write\`), and lists which of the ${limits.regradeAnswersMax} newest answers to the same version it would credit: nothing of them changes before the regrade is applied.`,
  request: { params, headers: ifMatchHeaders.required, ...jsonBody(AppealDecisionRequest, appealDecisions) },
  responses: {
    200: {
      ...jsonReply('The evaluation, and what an alias would credit.', AppealDecisionReply, decidedAppeal),
      headers: etagHeader,
    },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 428),
  },
} as const;

const history = createRoute({
  method: 'get',
  path: '/v1/evaluations/{id}/reviews',
  tags,
  security: needs('evaluations:read'),
  summary: 'Read all that people did to an evaluation',
  description: `Decisions and appeals, oldest first, each with the judge's marks of the time and the marks in force after it. There are at most ${limits.reviewsOfEvaluationMax}.`,
  request: { params },
  responses: { 200: jsonReply('The history.', ReviewHistory, reviewHistory), ...refusals(400, 401, 403, 404) },
});

/** `/v1/evaluations/{id}:review`, `:appeal`, `:decide-appeal` and `/reviews` */
export function reviewRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  postVerb(app, review, EvaluationId, async (c, id) => {
    const decision = reviewDecision(await optionalBody(c, ReviewRequest));
    const reviewed = await reviewEvaluation(contextOf(c, services), id, decision, asRead(c));
    return c.json(evaluationReply(reviewed), 200, { etag: evaluationTag(reviewed) });
  });
  postVerb(app, appeal, EvaluationId, async (c, id) => {
    const { appeal, evaluation } = await appealPoint(contextOf(c, services), id, await optionalBody(c, AppealRequest));
    return c.json(AppealReply.parse({ ...appeal, evaluationId: id, candidate: evaluation.candidate }), 201);
  });
  postVerb(app, decide, EvaluationId, async (c, id) => {
    const decision = appealDecision(await optionalBody(c, AppealDecisionRequest));
    const { evaluation, credit } = await decideAppeal(contextOf(c, services), id, decision, asRead(c));
    const reply = AppealDecisionReply.parse({ evaluation: evaluationReply(evaluation), credit });
    return c.json(reply, 200, { etag: evaluationTag(evaluation) });
  });
  app.openapi(history, async (c) => {
    const items = await readReviews(contextOf(c, services), c.req.valid('param').id);
    return c.json(ReviewHistory.parse({ items }), 200);
  });
}

function asRead(c: Context): Expectation<Evaluation> {
  return (evaluation) => requiredIfMatch(c, 'evaluation')(evaluationTag(evaluation));
}

function reviewDecision(request: ReviewRequest): ReviewDecision {
  const { reviewer } = request;
  if (request.decision === 'confirm') return { decision: 'confirm', reviewer, reason: request.reason ?? null };
  const { score, reason, points, misconceptions, dimensions } = request;
  const override = { decision: 'override', reviewer, reason } as const;
  return score === undefined ? { ...override, parts: { points, misconceptions, dimensions } } : { ...override, score };
}

function appealDecision(request: AppealDecisionRequest): AppealDecision {
  if (request.decision === 'reject') return request;
  const { score, addAlias, ...rest } = request;
  return { ...rest, score: score ?? null, alias: addAlias?.text ?? null };
}
