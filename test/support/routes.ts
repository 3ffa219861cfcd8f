import * as z from 'zod';
import { createApi } from '../../functions/api/app.ts';
import { wireServices } from '../../functions/wire.ts';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { type Scope, scopes } from '../../shared/domain/principal.ts';
import { aNewQuestion } from './api.ts';
import { noBackground } from './background.ts';
import { filledPath, ownedThing, type PathIds } from './owned-things.ts';
import { settingsOf } from './table.ts';

/** One documented route that needs a key, and the scope that it says it needs. */
export interface RouteToTry {
  readonly method: string;
  readonly path: string;
  readonly scope: Scope;
  /** The fields of its query and of its body that name other things by their ids. */
  readonly namedBy: readonly string[];
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
        security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
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
  const app = createApi({
    ...wireServices({ model: null }, table, noBackground),
    log,
    version: '0.0.0-test',
    rateLimit: null,
  });
  return OpenApiDocument.parse(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }));
}

const Operation = z.looseObject({
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).default([]),
  requestBody: z
    .looseObject({ content: z.looseObject({ 'application/json': z.looseObject({ schema: z.unknown() }) }) })
    .optional(),
});

/**
 * Every documented route that needs a key: all that do not say that they need none. Those of the µEd API refuse in the words of
 * that, and have tests of their own.
 */
export function keptRoutes(): RouteToTry[] {
  const { paths, components } = openApiDocument();
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([verb, documented]) => {
      if (path.startsWith('/mued/')) return [];
      const { security, parameters, requestBody } = Operation.parse(documented);
      if (security?.length === 0 || security?.some((needed) => 'session' in needed) === true) return [];
      const method = verb.toUpperCase();
      const [scope] = security?.flatMap((needed) => needed['key'] ?? []) ?? [];
      const known = z.enum(scopes, { error: `${method} ${path} does not document its scope: security: needs(...)` });
      const queries = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
      const fields =
        requestBody === undefined ? [] : fieldsOf(requestBody.content['application/json'].schema, components.schemas);
      const namedBy = [...queries, ...fields].filter((name) => /(?:_ids?|Ids?)$/.test(name));
      return [{ method, path, scope: known.parse(scope), namedBy }];
    }),
  );
}

const Referring = z.looseObject({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
});

function fieldsOf(schema: unknown, schemas: Readonly<Record<string, unknown>>): string[] {
  const { $ref, properties } = Referring.parse(schema);
  const named = $ref === undefined ? undefined : schemas[$ref.split('/').at(-1) ?? ''];
  return named === undefined ? Object.keys(properties) : fieldsOf(named, schemas);
}

/** Every documented route that wants the session of a candidate. */
export function candidateRoutes(): Pick<RouteToTry, 'method' | 'path'>[] {
  return routesWith((security) => security?.some((scheme) => 'session' in scheme) === true);
}

/** Every documented route under /v1 that wants no credentials. */
export function openRoutes(): Pick<RouteToTry, 'method' | 'path'>[] {
  return routesWith((security) => security?.length === 0);
}

function routesWith(
  fits: (security: Record<string, string[]>[] | undefined) => boolean,
): Pick<RouteToTry, 'method' | 'path'>[] {
  return Object.entries(openApiDocument().paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security }]) => fits(security))
        .map(([method]) => ({ method: method.toUpperCase(), path })),
    );
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
  'POST /v1/evaluations/{id}:review': { decision: 'confirm', reviewer: 'Grace Hopper' },
  'POST /v1/evaluations/{id}:appeal': { keyPointId: 'choice', reason: 'I said so.' },
  'POST /v1/evaluations/{id}:decide-appeal': {
    ...{
      decision: 'reject',
      appealId: `apl_${'0'.repeat(26)}`,
      reviewer: 'Grace Hopper',
      reason: 'It says nothing of it.',
    },
  },
  'PATCH /v1/settings': { retentionDays: 90 },
  'PATCH /v1/webhooks/{id}': { status: 'disabled' },
  'POST /v1/keys': { name: 'One more', scopes: ['keys:write'] },
  'PATCH /v1/keys/{id}': { name: 'Renamed' },
  'POST /v1/assessments': { name: 'Backend', questions: [{ id: 'cap-theorem' }] },
  'POST /v1/invitations': { assessmentId: `asm_${'0'.repeat(26)}`, candidates: ['Ada'] },
  'POST /v1/assessments/{id}:release': { releasedBy: 'Ruth', what: 'score' },
  'PUT /v1/candidate/answers/{number}': { answer: 'It is.', revision: 1 },
  'POST /v1/candidate/results/{number}:appeal': { point: 1, reason: 'I said so.' },
  'PATCH /v1/assessments/{id}': { name: 'Backend' },
};

/** The routes that need If-Match. */
const conditional = new Set([
  'PATCH /v1/settings',
  'PATCH /v1/assessments/{id}',
  'POST /v1/questions/{id}/versions',
  'POST /v1/questions/{id}:archive',
  'POST /v1/evaluations/{id}:review',
  'POST /v1/evaluations/{id}:decide-appeal',
]);

const queries: Readonly<Record<string, string>> = {
  'GET /v1/analytics': '?question_id=cap-theorem',
  'GET /v1/invitations': `?assessment_id=asm_${'0'.repeat(26)}`,
};

/** The other ways to ask a route for the same thing. */
const variants: Readonly<Record<string, readonly string[]>> = {
  'GET /v1/batches/{id}/results': ['?format=csv', '?format=xlsx'],
  'GET /v1/evaluations/{id}/feedback': ['?reveal=true'],
};

/** A request that names things by their ids, ready for `app.request`. */
export interface RequestToTry {
  readonly path: string;
  readonly init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string };
}

/**
 * A valid request to a route, for a thing that there is not unless ids are given. A route that is new needs a body or query
 * above, unless it takes none.
 */
export function requestTo(route: Pick<RouteToTry, 'method' | 'path'>, ids?: PathIds): RequestToTry {
  const { method, path } = route;
  const body = bodies[`${method} ${path}`];
  const filled = path.includes('{') ? filledPath(path, ids ?? ownedThing(path).missing) : path;
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

/** The same in every form that the route answers in. */
export function requestsTo(route: RouteToTry, ids?: PathIds): RequestToTry[] {
  const request = requestTo(route, ids);
  const more = variants[`${route.method} ${route.path}`] ?? [];
  return [request, ...more.map((query) => ({ ...request, path: `${request.path}${query}` }))];
}
