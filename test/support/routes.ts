import * as z from 'zod';
import { createApi } from '../../functions/api/app.ts';
import { wireServices } from '../../functions/wire.ts';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { aNewQuestion } from './api.ts';
import { noBackground } from './background.ts';
import { evaluationId, regradeId, webhookId } from './fixtures.ts';
import { settingsOf } from './table.ts';

/** One documented route. */
export interface RouteToTry {
  readonly method: string;
  readonly path: string;
}

const Content = z.record(z.string(), z.looseObject({ schema: z.record(z.string(), z.unknown()) }));

/** The OpenAPI document as far as tests read it. */
export const OpenApiDocument = z.looseObject({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        summary: z.string(),
        responses: z.record(z.string(), z.looseObject({ content: Content.optional() })),
      }),
    ),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

/** JSON Schema as zod reads it: definitions beside the schema instead of among the components. */
export function schemaOf(schema: Record<string, unknown>, schemas: Record<string, unknown>): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text));
}

/** The document, which no store is needed for. */
export function openApiDocument(): z.infer<typeof OpenApiDocument> {
  // Nothing listens there: routes are only declared here, never called.
  const table = tableClient(settingsOf({ endpoint: 'http://127.0.0.1:1', tableName: 'none' }));
  const log = { event: () => undefined, work: () => undefined, bug: () => undefined, outage: () => undefined };
  const app = createApi({ ...wireServices({ model: null }, table, noBackground), log, version: '0.0.0-test' });
  return OpenApiDocument.parse(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }));
}

/** Every documented route that keeps something of a tenant: those under /v1. */
export function keptRoutes(): RouteToTry[] {
  return Object.entries(openApiDocument().paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })));
}

const { id, ...content } = aNewQuestion();
const bodies: Readonly<Record<string, unknown>> = {
  'POST /v1/questions': { id, ...content },
  'POST /v1/questions/{id}/versions': content,
  'POST /v1/questions:extract': { question: 'Why is that so?', referenceAnswer: 'Because of gravity.' },
  'POST /v1/questions:self-test': { question: { id, ...content } },
  'POST /v1/evaluations': { question: 'Why is that so?', referenceAnswer: 'Because of gravity.', answer: 'Gravity.' },
  'POST /v1/questions/{id}:regrade': { fromVersion: 1 },
  'POST /v1/batches/{id}:regrade': { questionId: 'cap-theorem' },
  'POST /v1/agreement': { marks: [] },
  'POST /v1/batches': {
    rows: [{ question: 'Why is that so?', reference_answer: 'Because of gravity.', answer: 'It is.' }],
  },
  'POST /v1/webhooks': { url: 'https://hooks.example.com/', events: ['batch.completed'] },
  'PATCH /v1/webhooks/{id}': { status: 'disabled' },
};

/** The routes that need If-Match. */
const conditional = new Set(['POST /v1/questions/{id}/versions', 'POST /v1/questions/{id}:archive']);

const queries: Readonly<Record<string, string>> = { 'GET /v1/analytics': '?question_id=cap-theorem' };

function idIn(path: string): string {
  if (path.startsWith('/v1/evaluations')) return evaluationId(1);
  if (path.startsWith('/v1/regrades')) return regradeId(1);
  if (path.startsWith('/v1/webhooks')) return webhookId(1);
  return path.startsWith('/v1/batches') ? 'bat_00000000000000000000000001' : 'cap-theorem';
}

/** A valid request to a route. A route that is new needs a body or query above, unless it takes none. */
export function requestTo({ method, path }: RouteToTry) {
  const body = bodies[`${method} ${path}`];
  const filled = path
    .replace('{id}', idIn(path))
    .replace('{delivery}', `msg_${'0'.repeat(26)}`)
    .replace('{version}', '1');
  const headers: Record<string, string> = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(conditional.has(`${method} ${path}`) && { 'if-match': '*' }),
  };
  const query = queries[`${method} ${path}`] ?? '';
  return {
    path: `${filled}${query}`,
    init: { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
  };
}
