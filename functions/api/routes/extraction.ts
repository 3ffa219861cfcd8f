import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { extractKeyPoints } from '../../../shared/usecases/extract-key-points.ts';
import { contextOf } from '../context-of.ts';
import { ExtractReply, ExtractRequest } from '../contracts/extraction.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { extractReply, extractRequest } from '../examples/extraction-examples.ts';
import { jsonBody, jsonReply, needs, refusals } from '../route-parts.ts';

const extract = createRoute({
  method: 'post',
  path: '/v1/questions:extract',
  tags: ['Questions'],
  security: needs('questions:write'),
  summary: 'Propose key points from a reference answer',
  description:
    'Nothing is kept: look at the proposal and its warnings, and create the question with it. With a model it takes one ' +
    'call, or two where the reply needs mending. Where the model fails, the proposal is made offline and "method" says so.',
  request: jsonBody(ExtractRequest, { 'a-reference': { summary: 'A reference of two points', value: extractRequest } }),
  responses: { 200: jsonReply('The proposal.', ExtractReply, extractReply), ...refusals(400, 401, 402, 403, 413, 415) },
});

/** `/v1/questions:extract` */
export function extractionRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(extract, async (c) => {
    const { question, referenceAnswer, method } = c.req.valid('json');
    const input = { prompt: question, reference: referenceAnswer, method: method ?? null };
    return c.json(ExtractReply.parse(await extractKeyPoints(contextOf(c, services), input)), 200);
  });
}
