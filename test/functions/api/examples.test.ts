import { expect, test } from 'vitest';
import * as z from 'zod';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { AppealReply } from '../../../functions/api/contracts/reviews.ts';
import { batchRequests } from '../../../functions/api/examples/batch-examples.ts';
import { evaluation, evaluationRequests } from '../../../functions/api/examples/evaluation-examples.ts';
import { newQuestion, newVersion } from '../../../functions/api/examples/question-examples.ts';
import { appealRequests } from '../../../functions/api/examples/review-examples.ts';
import { Problem } from '../../../functions/api/problem.ts';
import { bodyOf, type Caller, replyOf, useApi } from '../../support/api.ts';
import { filledPath, ownedThing, type PathIds } from '../../support/owned-things.ts';
import { OpenApiDocument, openApiDocument, schemaOf } from '../../support/routes.ts';

const api = useApi();

const Operation = z.looseObject({
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.looseObject({
          schema: z.record(z.string(), z.unknown()),
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
            example: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()), z.string()]).optional(),
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
});

// A link and a session are drawn at random, so that those of examples are of none.
const ofCandidates = /^\/v1\/(?:candidate\/|invitations:open$)/;
const examples = operations.flatMap(({ method, path, requestBody, responses }) =>
  ofCandidates.test(path)
    ? []
    : Object.entries(requestBody?.content['application/json'].examples ?? {}).map(([name, { value }]) => ({
        ...{ method: method.toUpperCase(), path, name, value, responses },
      })),
);

test.each(examples)(
  'can be sent as they stand, and are answered with the fields of the example: $method $path $name',
  async (example) => {
    const { method, path, value, responses } = example;
    const caller = await api.newCaller();
    if (path !== '/v1/questions') await caller.post('/v1/questions', newQuestion);
    const ids = path.includes('{') ? await thingFor(caller, path) : {};
    const body = { ...z.looseObject({}).parse(value), ...(await drawnIds(caller, path, ids)) };
    const reply = await caller.send(method, filledPath(path, ids), body, { 'if-match': '*' });
    expect(caller.bugs).toEqual([]);
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
    const documented = responses[reply.status]?.content['application/json'];
    const [first] = Object.values(documented?.examples ?? {});
    const shown = documented?.example ?? first?.value;
    expect(fieldsOf(reply.body)).toEqual(fieldsOf(shown));
  },
);

// Of an object, or of the first of a list.
function fieldsOf(body: unknown): Set<string> {
  return new Set(Object.keys(z.looseObject({}).parse(Array.isArray(body) ? body[0] : body)));
}

// Ids that are drawn at random, so that those of the examples are of none.
async function drawnIds(caller: Caller, path: string, { appealId }: PathIds): Promise<Record<string, unknown>> {
  if (path === '/v1/invitations')
    return { assessmentId: (await ownedThing('/v1/assessments/{id}').make(caller))['id'] };
  return path.endsWith(':decide-appeal') ? { appealId } : {};
}

/** What an example is about, where it is not just any thing of its kind: the question of the examples, or an answer to it. */
async function thingFor(caller: Caller, path: string): Promise<PathIds> {
  if (path.endsWith(':regrade')) return editedThing(caller, path);
  if (path.startsWith('/v1/questions/{id}')) return { id: newQuestion.id };
  if (path.startsWith('/v1/evaluations/{id}')) return evaluationFor(caller, path);
  if (!path.startsWith('/v1/batches/{id}')) return ownedThing(path).make(caller);
  const { id } = bodyOf(await caller.post('/v1/batches', batchRequests.rows.value), 202, BatchReply);
  await caller.post(`/v1/batches/${id}:cancel`);
  return { id };
}

/** The question with answers to its first version, or a batch of answers to its second. */
async function editedThing(caller: Caller, path: string): Promise<PathIds> {
  const edit = (): Promise<unknown> => caller.edit(`/v1/questions/${newQuestion.id}/versions`, newVersion);
  const isOfBatch = path.startsWith('/v1/batches');
  if (isOfBatch) await edit();
  const batch = bodyOf(await caller.post('/v1/batches', batchRequests.rows.value), 202, BatchReply);
  await caller.idle();
  if (!isOfBatch) await edit();
  return { id: isOfBatch ? batch.id : newQuestion.id };
}

async function evaluationFor(caller: Caller, path: string): Promise<PathIds> {
  const request = evaluationRequests['kept-question'].value;
  const { id } = bodyOf(await caller.post('/v1/evaluations', request), 201, EvaluationReply);
  if (!path.endsWith(':decide-appeal')) return { id };
  const appeal = await caller.post(`/v1/evaluations/${id}:appeal`, appealRequests['one-point'].value);
  return { id, appealId: bodyOf(appeal, 201, AppealReply).id };
}

test.each(operations.filter(({ requestBody }) => requestBody !== undefined))(
  'show bodies that fit their schema: $method $path',
  ({ requestBody }) => {
    const { schema, examples: shown = {} } = requestBody?.content['application/json'] ?? {};
    expect(Object.keys(shown).length).toBeGreaterThan(0);
    for (const { value } of Object.values(shown))
      expect(schemaOf(schema ?? {}, components.schemas).safeParse(value).error).toBeUndefined();
  },
);

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
