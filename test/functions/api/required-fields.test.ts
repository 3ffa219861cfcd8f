import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { problemKinds } from '../../../functions/api/problem.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { type Caller, problemOf, type Reply, useApi } from '../../support/api.ts';
import { filledPath, ownedThing } from '../../support/owned-things.ts';
import { keptRoutes, openApiDocument, schemaOf } from '../../support/routes.ts';

/*
 * Bodies are looked at before anything else, so that they can be sent about things that there are not.
 */

const api = useApi();
const { paths, components } = openApiDocument();
const Body = z.looseObject({});

const WithBody = z.looseObject({
  requestBody: z.looseObject({
    content: z.looseObject({
      'application/json': z.looseObject({
        schema: z.record(z.string(), z.unknown()),
        examples: z.record(z.string(), z.object({ value: Body })),
      }),
    }),
  }),
});

const Documented = z.looseObject({
  $ref: z.string().optional(),
  required: z.array(z.string()).default([]),
  oneOf: z.array(z.record(z.string(), z.unknown())).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** What the examples need because of what else they have, or have not: `required` can not tell that. */
const neededByRule: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/questions': ['reference'],
  'POST /v1/questions/{id}/versions': ['reference'],
  'POST /v1/evaluations': ['questionId'],
  'POST /v1/batches': ['rows'],
  'POST /v1/keys': ['role'],
};

/** Every route with a body, and the first example of that. */
const routes = keptRoutes().flatMap(({ method, path }) => {
  const documented = WithBody.safeParse(paths[path]?.[method.toLowerCase()]);
  if (!documented.success) return [];
  const { schema, examples } = documented.data.requestBody.content['application/json'];
  const [example] = Object.values(examples);
  if (example === undefined) throw new Error(`${method} ${path} has no example`);
  return [
    { route: `${method} ${path}`, method, path, body: example.value, required: requiredOf(schema, example.value) },
  ];
});

test('are looked for in every body that a key may send', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter(({ required }) => required.length === 0).length).toBeGreaterThan(4);
});

describe.each(routes)('of $route', ({ route, method, path, body, required }) => {
  const sender = () => api.newCaller({ services: { webhookSender: webhookSender({ reach: 'anywhere' }) } });
  const send = (caller: Caller, changed: unknown): Promise<Reply> =>
    caller.send(method, path.includes('{') ? filledPath(path, ownedThing(path).missing) : path, changed, {
      'if-match': '*',
    });

  test('are those that the document requires: it is refused without one of them, and not for want of another', async () => {
    const caller = await sender();
    expect(Object.keys(body)).toEqual(expect.arrayContaining([...required]));
    expect(issuesOf(await send(caller, { ...body, misspelt: 1 }))).toContain('/misspelt');
    for (const field of Object.keys(body)) {
      const { [field]: _, ...rest } = body;
      const isRefused = issuesOf(await send(caller, rest)).includes(`/${field}`);
      const isByRule = neededByRule[route]?.includes(field) === true;
      expect(`${field} needed: ${isRefused}`).toBe(`${field} needed: ${required.includes(field) || isByRule}`);
    }
  });
});

/** The pointers of a refusal of what was sent; none of any other reply. */
function issuesOf(reply: Reply): string[] {
  if (reply.status !== problemKinds['invalid-request'].status) return [];
  const { errors = [] } = problemOf(reply, reply.status);
  return errors.map(({ pointer }) => pointer);
}

// Of a choice, the fields of the one that the body is.
function requiredOf(schema: Record<string, unknown>, body: unknown): readonly string[] {
  const { $ref, required, oneOf, anyOf } = Documented.parse(schema);
  const named = $ref === undefined ? undefined : components.schemas[$ref.split('/').at(-1) ?? ''];
  if (named !== undefined) return requiredOf(named, body);
  const chosen = (oneOf ?? anyOf)?.find((option) => schemaOf(option, components.schemas).safeParse(body).success);
  return chosen === undefined ? required : requiredOf(chosen, body);
}
