import fc from 'fast-check';
import * as z from 'zod';

/** JSON Schema as far as the OpenAPI document uses it. */
export interface JsonSchema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly allOf?: readonly JsonSchema[] | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: JsonSchema | boolean | undefined;
  readonly items?: JsonSchema | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
}

export const JsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(JsonSchema).optional(),
    oneOf: z.array(JsonSchema).optional(),
    allOf: z.array(JsonSchema).optional(),
    properties: z.record(z.string(), JsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), JsonSchema]).optional(),
    items: JsonSchema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
  }),
);

/** What stands for the id of something that is there when the request is sent, such as `@question:3`. */
export function knownThing(resource: string): fc.Arbitrary<string> {
  return fc.nat(30).map((pick) => `@${resource}:${pick}`);
}

/** Values that a schema takes, as far as JSON Schema says it: texts and lists are kept short, ids are mostly of things that exist. */
export function valuesOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<unknown> {
  const inner = (of: JsonSchema): fc.Arbitrary<unknown> => valuesOf(of, schemas);
  if (schema.$ref !== undefined) return inner(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(inner));
  if (schema.allOf !== undefined)
    return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties !== undefined) return objectsOf(schema, inner);
  if (type === 'array') return listsOf(schema, inner);
  if (type === 'string') return textsOf(schema);
  if (type === 'integer') return fc.integer({ min: lowest(schema), max: highest(schema) });
  if (type === 'number') return fc.double({ min: lowest(schema), max: highest(schema), noNaN: true });
  if (type === 'boolean') return fc.boolean();
  return type === 'null' ? fc.constant(null) : fc.jsonValue({ maxDepth: 2 });
}

function objectsOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fieldOf(name, inner(schema))]),
  );
  const known = fc.record(fields, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return known;
  const others = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), inner(additionalProperties), { maxKeys: 3 });
  return fc.tuple(known, others).map(([fixed, free]) => ({ ...free, ...fixed }));
}

/** What a field may hold; one that names a thing, or lets in, mostly has that of one that is there. */
export function fieldOf(name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (!named.test(name)) return values;
  const known = knownThing(name.replace(/(?:Id|_id)$/, ''));
  return fc.oneof({ arbitrary: known, weight: 3 }, { arbitrary: values, weight: 1 });
}

/** The names of such fields. */
export const named = /^(?:[a-z]+(?:Id|_id)|token)$/;

function listsOf(
  { items = {}, minItems = 0, maxItems = 3 }: JsonSchema,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  return fc.array(inner(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
}

function textsOf({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return times;
  if (format === 'uri') return fc.webUrl({ validSchemes: ['https'] });
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { size: 'small' });
  const bounds = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  return fc.oneof(sentences, fc.string({ unit: 'grapheme', ...bounds })).filter((text) => text.length >= minLength);
}

const times = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const sentences = fc.constantFrom(
  'Gravity pulls it down.',
  'During a partition one gives up consistency or availability.',
  'A retry must be safe to repeat.',
);

function lowest({ minimum, exclusiveMinimum }: JsonSchema): number {
  return minimum ?? (exclusiveMinimum === undefined ? -1_000 : exclusiveMinimum + 1);
}

function highest(schema: JsonSchema): number {
  const { maximum, exclusiveMaximum } = schema;
  const high = maximum ?? (exclusiveMaximum === undefined ? 1_000_000 : exclusiveMaximum - 1);
  return Math.max(lowest(schema), Math.min(high, 1_000_000));
}
