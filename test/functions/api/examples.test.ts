import { expect, test } from 'vitest';
import * as z from 'zod';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { KeyReply } from '../../../functions/api/contracts/keys.ts';
import { WebhookReply } from '../../../functions/api/contracts/webhooks.ts';
import { batchRequests } from '../../../functions/api/examples/batch-examples.ts';
import { evaluation, evaluationRequests } from '../../../functions/api/examples/evaluation-examples.ts';
import { newQuestion } from '../../../functions/api/examples/question-examples.ts';
import { Problem } from '../../../functions/api/problem.ts';
import { bodyOf, replyOf, useApi } from '../../support/api.ts';
import { OpenApiDocument, openApiDocument, schemaOf } from '../../support/routes.ts';

const api = useApi();

const Operation = z.looseObject({
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.looseObject({
          examples: z.record(z.string(), z.object({ summary: z.string().min(1), value: z.unknown() })),
        }),
      }),
    })
    .optional(),
  responses: z.record(
    z.string(),
    z.object({
      content: z
        .record(
          z.string(),
          z.object({
            schema: z.record(z.string(), z.unknown()),
            example: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
            examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
          }),
        )
        .default({}),
    }),
  ),
});

const { paths, components } = openApiDocument();
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, ...Operation.parse(operation) })),
);

test('are in the document that is served, for every body and every reply', async () => {
  const { app } = await api.newCaller();
  const served = OpenApiDocument.parse((await replyOf(await app.request('/openapi.json'))).body);
  for (const methods of Object.values(served.paths))
    for (const operation of Object.values(methods)) Operation.parse(operation);
  const bodies = operations.flatMap(({ requestBody, path }) => (requestBody === undefined ? [] : [path]));
  expect(bodies).toEqual([
    '/v1/questions',
    '/v1/questions/{id}/versions',
    '/v1/questions:extract',
    '/v1/questions:self-test',
    '/v1/questions/{id}:self-test',
    '/v1/evaluations',
    '/v1/questions/{id}:regrade',
    '/v1/batches/{id}:regrade',
    '/v1/batches',
    '/v1/batches/{id}:resume',
    '/v1/agreement',
    '/v1/webhooks',
    '/v1/webhooks/{id}',
    '/v1/keys',
    '/v1/keys/{id}',
    '/v1/keys/{id}:rotate',
    '/mued/evaluate',
  ]);
});

test('can be sent as they stand, one after the other, and what is answered has the fields of the example', async () => {
  const { send, post, idle, bugs } = await api.newCaller();
  const aBatch = async (verb: string): Promise<string> => {
    const { id } = bodyOf(await post('/v1/batches', batchRequests.rows.value), 202, BatchReply);
    if (verb === 'regrade') await idle();
    else await post(`/v1/batches/${id}:cancel`);
    return id;
  };
  let webhook = '';
  let key = '';
  const idIn = async (path: string): Promise<string> =>
    path.startsWith('/v1/batches/')
      ? aBatch(path.replace(/.*:/, ''))
      : path.startsWith('/v1/webhooks')
        ? webhook
        : path.startsWith('/v1/keys')
          ? key
          : newQuestion.id;
  const ifMatch = { 'if-match': '*' };
  let sent = 0;
  for (const { method, path, requestBody, responses } of operations) {
    for (const { value } of Object.values(requestBody?.content['application/json'].examples ?? {})) {
      const reply = await send(method.toUpperCase(), path.replace('{id}', await idIn(path)), value, ifMatch);
      expect(bugs).toEqual([]);
      expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
      const { example, examples } = responses[reply.status]?.content['application/json'] ?? {};
      // Of a list, its first item.
      const fieldsOf = (value: unknown): Set<string> => new Set(Object.keys(Object([value].flat()[0])));
      const shown = example ?? Object.values(examples ?? {})[0]?.value;
      expect(fieldsOf(reply.body)).toEqual(fieldsOf(shown));
      if (path === '/v1/webhooks') webhook = WebhookReply.loose().parse(reply.body).id;
      if (path === '/v1/keys') key = KeyReply.loose().parse(reply.body).id;
      sent += 1;
    }
  }
  expect(sent).toBe(23);
  expect(bugs).toEqual([]);
});

test.each(
  operations.flatMap(({ method, path, responses }) =>
    Object.entries(responses).map(([status, { content }]) => ({ route: `${method} ${path}`, status, content })),
  ),
)('show a reply that fits its schema: $route $status', ({ status, content }) => {
  expect(Object.keys(content).length > 0).toBe(status !== '304');
  for (const [type, { schema, example, examples }] of Object.entries(content)) {
    const shown = examples === undefined ? [example] : Object.values(examples).map(({ value }) => value);
    expect(shown.length).toBeGreaterThan(0);
    for (const value of shown) {
      expect(schemaOf(schema, components.schemas).safeParse(value).error).toBeUndefined();
      if (type === 'application/problem+json') expect(Problem.parse(value).status).toBe(Number(status));
    }
  }
});

test('show an evaluation of the answer, question and key points that the first request has', async () => {
  const { post } = await api.newCaller();
  await post('/v1/questions', newQuestion);
  const graded = bodyOf(await post('/v1/evaluations', evaluationRequests['kept-question'].value), 201, EvaluationReply);
  const { question, answer, candidate, judge } = evaluation;
  expect(graded).toMatchObject({ question, answer, candidate, judge });
  const points = (of: z.input<typeof EvaluationReply>) =>
    of.verdicts.map(({ keyPointId, text, role, weight }) => ({ keyPointId, text, role, weight }));
  expect(points(evaluation)).toEqual(points(graded));
  for (const { evidence } of evaluation.verdicts)
    for (const { start, end, text } of evidence) expect(answer.slice(start, end)).toBe(text);
});
