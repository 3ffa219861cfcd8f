import fc from 'fast-check';
import * as z from 'zod';
import { resourceOf } from './known-things.ts';
import { fieldOf, JsonSchema, knownThing, named, valuesOf } from './schema-arbitrary.ts';

/** A request that may be sent when `@resource:n` in it has been filled in. */
export interface FuzzRequest {
  readonly method: string;
  /** As the document has it. */
  readonly route: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** With the ETag that was last seen. */
  readonly isMatched: boolean;
  /** By a key that has hardly any scope. */
  readonly isNarrow: boolean;
}

const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: JsonSchema,
});
const JsonContent = z.looseObject({
  schema: JsonSchema,
  examples: z.record(z.string(), z.looseObject({ value: z.unknown() })).optional(),
});
export const FuzzedDocument = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        security: z.array(z.record(z.string(), z.unknown())).optional(),
        parameters: z.array(Parameter).optional(),
        requestBody: z.looseObject({ content: z.record(z.string(), JsonContent) }).optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), JsonSchema) }),
});
export type FuzzedDocument = z.infer<typeof FuzzedDocument>;
type Operation = FuzzedDocument['paths'][string][string];

/** Requests to every documented route: valid as far as the document says, bent in one place, or hostile. */
export function requestsTo({ paths, components }: FuzzedDocument): fc.Arbitrary<FuzzRequest> {
  const routes = Object.entries(paths).flatMap(([route, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      arbitrary: requestsOf(method.toUpperCase(), route, operation, components.schemas),
      // What ends things is sent less often, so that there are things.
      weight: ending.test(`${method} ${route}`) ? 1 : 3,
    })),
  );
  return fc.oneof(...routes);
}

const ending = /^delete |:(?:archive|revoke|cancel|close|submit)$/;

function requestsOf(
  method: string,
  route: string,
  operation: Operation,
  schemas: FuzzedDocument['components']['schemas'],
): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      parts: fc.tuple(...[...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => partsOf(route, name))),
      query: queriesOf(operation, schemas),
      headers: headersOf(method, operation),
      // fetch sends no body with GET.
      body: method === 'GET' ? fc.constant(undefined) : bodiesOf(operation, schemas),
      isMatched: oneIn(10).map((isLeftOut) => !isLeftOut),
      isNarrow: oneIn(30),
      isMistaken: oneIn(100),
    })
    .map(({ parts, query, headers, body, isMatched, isNarrow, isMistaken }) => {
      const left = [...parts];
      const path = route.replaceAll(/\{\w+\}/g, () => left.shift() ?? '');
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const common = { path: path + query, headers: { ...type, ...headers }, body, isMatched, isNarrow };
      return isMistaken && method !== 'GET'
        ? { ...common, method: 'PUT', route: 'none' }
        : { ...common, method, route };
    });
}

function oneIn(count: number): fc.Arbitrary<boolean> {
  return fc.nat(count - 1).map((roll) => roll === 0);
}

function partsOf(route: string, name: string): fc.Arbitrary<string> {
  if (name === 'version' || name === 'number') return fc.oneof(fc.constantFrom('1', '2', '0', '-1', '1e9'), pathText);
  const before = route.slice(0, route.indexOf(`{${name}}`));
  return fc.oneof(
    { arbitrary: knownThing(resourceOf(before.slice(0, -1))), weight: 9 },
    { arbitrary: pathText, weight: 1 },
  );
}

const pathText = fc
  .oneof(
    fc.constantFrom('cap-theorem', '%00', '%ff', '..', '%2e%2e', 'a'.repeat(300)),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .map((text) => (/^%|^\.\.$/.test(text) ? text : encodeURIComponent(text)))
  .filter((text) => text !== '' && text !== '.' && text !== '..');

function queriesOf(
  { parameters = [] }: Operation,
  schemas: Readonly<Record<string, JsonSchema>>,
): fc.Arbitrary<string> {
  const documented = parameters.filter((parameter) => parameter.in === 'query');
  const fields = Object.fromEntries(
    documented.map(({ name, schema }) => [
      name,
      name === 'cursor' ? knownThing('cursor') : fieldOf(name, valuesOf(schema, schemas)),
    ]),
  );
  const requiredKeys = documented.filter(({ required }) => required === true).map(({ name }) => name);
  const valid = fc.record(fields, { requiredKeys });
  const odd = fc.dictionary(
    fc.oneof(fc.constantFrom('limit', 'cursor', 'status'), fc.string({ maxLength: 5 })),
    oddText,
    {
      maxKeys: 2,
    },
  );
  return fc.oneof({ arbitrary: valid, weight: 6 }, { arbitrary: odd, weight: 1 }).map((query) => {
    const given = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
    // What stands for a thing is filled in later, and must still be seen then.
    const text = String(new URLSearchParams(given)).replaceAll(/%40([a-z]+)%3A(\d+)/g, '@$1:$2');
    return text === '' ? '' : `?${text}`;
  });
}

function headersOf(method: string, { security = [] }: Operation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const isOfCandidate = security.some((scheme) => 'session' in scheme);
  const usual = isOfCandidate ? knownThing('session').map((session) => `Bearer ${session}`) : fc.constant(undefined);
  const rarely = <Value>(value: fc.Arbitrary<Value>, weight: number) =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight }, { arbitrary: value, weight: 1 });
  const onceKey = fc.oneof(
    fc.nat(60).map((n) => `key-${n}`),
    fc.constantFrom('', 'é', 'k'.repeat(256)),
  );
  return (
    fc
      .record({
        authorization: fc.oneof(
          { arbitrary: usual, weight: 40 },
          { arbitrary: fc.constantFrom('', 'Bearer msk_nonsense', 'Basic x'), weight: 1 },
        ),
        accept: rarely(fc.constantFrom('text/event-stream', 'application/json', 'image/png'), 20),
        'content-type': rarely(fc.constantFrom('text/plain', 'application/json; charset=utf-8', 'text/csv'), 40),
        'idempotency-key': method === 'GET' ? fc.constant(undefined) : rarely(onceKey, 6),
        'if-match': rarely(fc.constantFrom('"nonsense"', '*', 'W/"1"', 'not quoted'), 12),
        prefer: rarely(fc.constantFrom('respond-async', 'wait=1', 'x'), 30),
      })
      .map((headers) =>
        Object.fromEntries(
          Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
        ),
      )
      // What fetch itself refuses to send is no request.
      .filter((headers) => Object.values(headers).every((value) => !/[^\x20-\xff]/.test(value)))
  );
}

function bodiesOf(
  { requestBody }: Operation,
  schemas: Readonly<Record<string, JsonSchema>>,
): fc.Arbitrary<string | undefined> {
  const content = requestBody?.content['application/json'];
  if (content === undefined)
    return fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary: oddBody, weight: 1 });
  const examples = Object.values(content.examples ?? {}).map(({ value }) =>
    fc.nat(5).map((pick) => withKnown(value, pick)),
  );
  const valid = fc.oneof(valuesOf(content.schema, schemas), ...examples);
  const bent = fc.tuple(valid, fc.nat(), oddValue).map(([value, place, odd]) => bentAt(value, place, odd));
  return fc.oneof(
    { arbitrary: valid.map((value) => JSON.stringify(value)), weight: 5 },
    { arbitrary: bent.map((value) => JSON.stringify(value)), weight: 4 },
    { arbitrary: oddBody, weight: 1 },
  );
}

// An example names things that are not there.
function withKnown(value: unknown, pick: number): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      typeof inner === 'string' && named.test(key) ? `@${key.replace(/(?:Id|_id)$/, '')}:${pick}` : inner,
    ),
  );
}

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\0', '\ud800', '__proto__', 'k1', '?', 'a'.repeat(20_001), '=1+1', '@question:1'),
);
const oddValue = fc.oneof(
  oddText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
);
const oddBody = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '{', '['.repeat(40), '{"a":1}}', `"${'a'.repeat(530_000)}"`),
);

/** The value with one of its places left out, replaced, or with a field beside it. */
function bentAt(value: unknown, place: number, odd: unknown): unknown {
  const places = placesIn(value);
  const path = places[place % places.length] ?? [];
  const bend = (at: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return odd;
    if (Array.isArray(at)) return at.map((item, index) => (String(index) === key ? bend(item, rest) : item));
    const fields = z.looseObject({}).parse(at);
    if (rest.length > 0) return { ...fields, [key]: bend(fields[key], rest) };
    if (place % 3 === 0) return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
    return place % 3 === 1 ? { ...fields, [key]: odd } : { ...fields, [`${key}x`]: odd };
  };
  return bend(value, path);
}

function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}
