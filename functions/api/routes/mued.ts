import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import type * as z from 'zod';
import { inlineQuestion } from '../../../shared/usecases/inline-question.ts';
import { requestEvaluation } from '../../../shared/usecases/request-evaluation.ts';
import { contextOf } from '../context-of.ts';
import { MuedError, MuedHealth, MuedReply, MuedRequest, muedVersion } from '../contracts/mued.ts';
import { type ApiEnvironment, type ApiServices, answerBudgetMs } from '../environment.ts';
import { muedHealthy, muedReply, muedRequests } from '../examples/mued-examples.ts';
import { muedAnswer, muedFeedback, muedQuestion } from '../mued-exchange.ts';
import { muedError } from '../mued-problem.ts';
import { problemKinds } from '../problem.ts';
import { jsonBody, needs } from '../route-parts.ts';

const tags = ['µEd API'];
const askAgainSeconds = 5;
const notYet = 'The evaluation is still being made';
const notServed = 'API version not supported';
const exampleError = muedError('The request is not valid', 'The body is not valid.', 'invalid-request', {});

const evaluate = createRoute({
  method: 'post',
  path: '/mued/evaluate',
  tags,
  security: needs('evaluations:write'),
  summary: 'Evaluate a submission as the µEd API has it',
  description:
    'Version 0.1.0 of the µEd API (mued.org), for learning platforms: give them the URL of `/mued` and a key with evaluations:write, to be sent as `Authorization: Bearer`. Each criterion is graded as a statement that the answer has to make; without criteria, key points come from the reference solution and `awardedPoints` of the first item is the score of 100. Texts only. The evaluation is kept like any other; `feedbackId` begins with its id. Spans are counted in UTF-16 code units. As the specification leaves objects open, unknown fields are ignored, LLM configuration and credentials among them; a `callbackUrl` is not called, because the reply holds the result. What a model has not judged within 25 seconds is answered with 503 and `EVALUATION_PENDING`: the work goes on, and the same request, sent again after `Retry-After`, finds it.',
  request: jsonBody(MuedRequest, muedRequests),
  responses: {
    200: {
      description: 'The feedback: all of it in the first item, then each criterion or point.',
      content: { 'application/json': { schema: MuedReply, examples: { feedback: { value: muedReply } } } },
    },
    ...errors(400, 401, 402, 403, 406, 409, 413, 415, 429, 500),
    503: errorReply('Something is out of reach, or the evaluation is still being made.', notYet),
  },
});

const health = createRoute({
  method: 'get',
  path: '/mued/evaluate/health',
  tags,
  summary: 'Health and capabilities as the µEd API has them',
  security: [],
  responses: {
    200: healthReply('It can evaluate.', muedHealthy),
    503: healthReply('The storage does not answer.', {
      ...muedHealthy,
      status: 'UNAVAILABLE',
      message: 'The storage does not answer.',
    }),
    ...errors(406, 500),
  },
});

/** Refuses versions of the µEd API that are not served here, and says which one is. */
export const muedVersions = createMiddleware<ApiEnvironment>(async (c, next) => {
  c.header('x-api-version', muedVersion);
  const requested = c.req.header('x-api-version') ?? muedVersion;
  if (requested === muedVersion) return next();
  const details = { supportedVersions: [muedVersion] };
  return c.json(muedError(notServed, `Version ${muedVersion} is served.`, 'version-not-supported', details), 406);
});

/** `/mued` */
export function muedRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(evaluate, async (c) => {
    const request = c.req.valid('json');
    const input = {
      question: { source: 'inline', content: inlineQuestion(muedQuestion(request)) },
      answer: muedAnswer(request),
      candidate: request.user?.userId || null,
      judge: null,
    } as const;
    const requested = await requestEvaluation(contextOf(c, services), input, answerBudgetMs(services));
    if (requested.outcome === 'evaluated')
      return c.json(MuedReply.parse(muedFeedback(request, requested.evaluation)), 200);
    c.set('fault', 'evaluation-pending');
    const details = { requestId: c.get('requestId'), evaluationId: requested.pending.id };
    const again = { 'retry-after': String(askAgainSeconds) };
    return c.json(muedError(notYet, 'Send the same request again.', 'evaluation-pending', details), 503, again);
  });
  app.openapi(health, async (c) => {
    const isReachable = await services.probe.isReachable();
    const body = MuedHealth.parse({
      ...muedHealthy,
      status: isReachable ? 'OK' : 'UNAVAILABLE',
      message: isReachable ? 'The storage answers.' : 'The storage does not answer.',
      version: services.version,
      capabilities: { ...muedHealthy.capabilities, supportsEvaluate: isReachable },
    });
    return isReachable ? c.json(body, 200) : c.json(body, 503);
  });
}

function errors<Status extends number>(...statuses: readonly Status[]) {
  const titles = Object.values(problemKinds).map(({ status, title }) => [status, title] as const);
  const known = new Map<number, string>([...titles, [406, notServed]]);
  return Object.fromEntries(
    statuses.map((status) => {
      const title = known.get(status) ?? '';
      return [status, errorReply(title, title)];
    }),
  );
}

function errorReply(description: string, title: string) {
  const example = { ...exampleError, title };
  return { description, content: { 'application/json': { schema: MuedError, example } } };
}

function healthReply(description: string, example: z.input<typeof MuedHealth>) {
  return { description, content: { 'application/json': { schema: MuedHealth, example } } };
}
