import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { selfTestKept, selfTestNew } from '../../../shared/usecases/self-test-question.ts';
import { contextOf } from '../context-of.ts';
import { NewSelfTestRequest, SelfTestReply, SelfTestRequest } from '../contracts/self-test.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { newSelfTest, newSelfTestReport, selfTest, selfTestReport } from '../examples/self-test-examples.ts';
import { jsonBody, jsonReply, needs, optionalBody, postVerb, refusals } from '../route-parts.ts';

const tags = ['Questions'];
const description =
  'Tries the mark scheme on answers of known worth: the reference, the question itself, nothing, the hints, the reference ' +
  'with one point left out, padded or denied, and the references of your other questions. Nothing is kept. With a model ' +
  'it takes about as many answers as there are key points and ten more, a call each, and a few more where a reply needs ' +
  'mending or a verdict is doubtful, never more than "callsMax"; verdicts that were paid for are looked up. 0 calls only ' +
  'tell how many answers it would take.';

const kept = {
  method: 'post',
  path: '/v1/questions/{id}:self-test',
  tags,
  security: needs('questions:write'),
  summary: 'Try the mark scheme of a question',
  description,
  request: {
    params: z.object({ id: QuestionId }),
    body: {
      ...jsonBody(SelfTestRequest, { offline: { summary: 'With the offline judge', value: selfTest } }).body,
      required: false,
    },
  },
  responses: {
    200: jsonReply('What it showed.', SelfTestReply, selfTestReport),
    ...refusals(400, 401, 402, 403, 404, 413),
  },
} as const;

const unkept = createRoute({
  method: 'post',
  path: '/v1/questions:self-test',
  tags,
  security: needs('questions:write'),
  summary: 'Try the mark scheme of a question before it is kept',
  description,
  request: jsonBody(NewSelfTestRequest, { 'a-question': { summary: 'A question given whole', value: newSelfTest } }),
  responses: {
    200: jsonReply('What it showed.', SelfTestReply, newSelfTestReport),
    ...refusals(400, 401, 402, 403, 413, 415),
  },
});

/** `/v1/questions:self-test` and `/v1/questions/{id}:self-test` */
export function selfTestRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(unkept, async (c) => {
    const { question, judge, callsMax } = c.req.valid('json');
    const report = await selfTestNew(contextOf(c, services), question, { judge: judge ?? null, callsMax });
    return c.json(SelfTestReply.parse(report), 200);
  });
  postVerb(app, kept, QuestionId, async (c, id) => {
    const { judge, callsMax } = await optionalBody(c, SelfTestRequest);
    const report = await selfTestKept(contextOf(c, services), id, { judge: judge ?? null, callsMax });
    return c.json(SelfTestReply.parse(report), 200);
  });
}
