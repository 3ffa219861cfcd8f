import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { limits } from '../../../shared/domain/limits.ts';
import { graceMs } from '../../../shared/domain/submission.ts';
import { appealResult } from '../../../shared/usecases/appeal-result.ts';
import { readAttempt } from '../../../shared/usecases/read-attempt.ts';
import { readResults } from '../../../shared/usecases/read-results.ts';
import { saveDraft } from '../../../shared/usecases/save-draft.ts';
import { startAttempt } from '../../../shared/usecases/start-attempt.ts';
import { readReceipt, submitAttempt } from '../../../shared/usecases/submit-attempt.ts';
import {
  AttemptReply,
  attemptReply,
  DraftReply,
  DraftRequest,
  ReceiptReply,
  ResultAppealReply,
  ResultAppealRequest,
  ResultsReply,
  receiptReply,
  resultsReply,
} from '../contracts/submissions.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import {
  attempt,
  draft,
  invitedAttempt,
  openResultAppeal,
  receipt,
  resultAppeal,
  results,
  savedDraft,
} from '../examples/submission-examples.ts';
import { forCandidates, jsonBody, jsonReply, optionalBody, postVerb, refusals } from '../route-parts.ts';

const tags = ['Candidates'];
const security = forCandidates;
const number = z.coerce.number().int().min(1).max(limits.assessmentQuestionsMax);
const numberParam = z.object({ number });

const read = createRoute({
  method: 'get',
  path: '/v1/candidate/attempt',
  tags,
  security,
  summary: 'Read what you are invited to, and how far you are',
  description: 'There are no questions before the start. Of a question there are its words and your draft.',
  responses: { 200: jsonReply('The attempt.', AttemptReply, invitedAttempt), ...refusals(401) },
});

const start = createRoute({
  method: 'post',
  path: '/v1/candidate/attempt:start',
  tags,
  security,
  summary: 'Start, after reading the notice',
  description:
    'Where time is limited it runs from now on, by the clock of the service. Starting again changes nothing.',
  responses: { 200: jsonReply('The attempt with its questions.', AttemptReply, attempt), ...refusals(401, 409) },
});

const save = createRoute({
  method: 'put',
  path: '/v1/candidate/answers/{number}',
  tags,
  security,
  summary: 'Save what you have written to a question',
  description: `As often as you like. \`revision\` is a number that your client makes larger with every save of the question: one that is not newer than what is kept is refused with 409, the same save again is not. After the end, with ${graceMs / 1000} seconds of grace, and after submitting nothing is taken.`,
  request: {
    params: numberParam,
    ...jsonBody(DraftRequest, { 'a-draft': { summary: 'The third save', value: draft } }),
  },
  responses: { 200: jsonReply('It is kept.', DraftReply, savedDraft), ...refusals(400, 401, 404, 409, 413, 415) },
});

const submit = createRoute({
  method: 'post',
  path: '/v1/candidate/attempt:submit',
  tags,
  security,
  summary: 'Submit what you have saved',
  description:
    'Once: submitting again gives the same receipt. After the end it takes what was saved in time, and so does the service by itself a little later. Grading goes on in the background.',
  responses: { 200: jsonReply('The receipt.', ReceiptReply, receipt), ...refusals(401, 409) },
});

const receiptRoute = createRoute({
  method: 'get',
  path: '/v1/candidate/receipt',
  tags,
  security,
  summary: 'Read the receipt again',
  responses: { 200: jsonReply('The receipt.', ReceiptReply, receipt), ...refusals(401, 409) },
});

const resultsRoute = createRoute({
  method: 'get',
  path: '/v1/candidate/results',
  tags,
  security,
  summary: 'Read your results, as far as they were released',
  description:
    'A program grades first, and can be wrong; `:appeal` asks for a person, and `appeals` and `review` say what came of it. What people decided counts in the scores. `releasedBy` is the person who released the results. The reference is shown only where the policy says so, and not while others may still start or be answering.',
  responses: {
    200: jsonReply('The results, or why there are none yet.', ResultsReply, results),
    ...refusals(401, 409),
  },
});

const appeal = {
  method: 'post',
  path: '/v1/candidate/results/{number}:appeal',
  tags,
  security,
  summary: 'Ask for a person to look at one point of your results',
  description:
    'Once for each point, while the feedback on your answers is shown to you. `point` is the `number` of its note there. Your marks and all that you see stay as they are until a named person has decided; the results then say what they decided. Sending it again changes nothing and is refused with 409.',
  request: {
    params: numberParam,
    ...jsonBody(ResultAppealRequest, { 'one-point': { summary: 'Against one verdict', value: resultAppeal } }),
  },
  responses: {
    201: jsonReply('The appeal.', ResultAppealReply, openResultAppeal),
    ...refusals(400, 401, 404, 409, 413, 415),
  },
} as const;

/** `/v1/candidate`: for the session of a candidate, and for no key. */
export function candidateRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) => c.json(attemptReply(await readAttempt(services, c.get('candidate'))), 200));
  app.openapi(start, async (c) => c.json(attemptReply(await startAttempt(services, c.get('candidate'))), 200));
  app.openapi(save, async (c) => {
    const given = { ...c.req.valid('json'), number: c.req.valid('param').number };
    const { number, revision, savedAt } = await saveDraft(services, c.get('candidate'), given);
    return c.json(DraftReply.parse({ number, revision, savedAt }), 200);
  });
  app.openapi(submit, async (c) => c.json(receiptReply(await submitAttempt(services, c.get('candidate'))), 200));
  app.openapi(receiptRoute, async (c) => c.json(receiptReply(await readReceipt(services, c.get('candidate'))), 200));
  app.openapi(resultsRoute, async (c) => c.json(resultsReply(await readResults(services, c.get('candidate'))), 200));
  postVerb(app, appeal, number, async (c, at) => {
    const given = { ...(await optionalBody(c, ResultAppealRequest)), number: at };
    return c.json(ResultAppealReply.parse(await appealResult(services, c.get('candidate'), given)), 201);
  });
}
