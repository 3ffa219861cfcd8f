import * as z from 'zod';

/** A zod schema as JSON Schema in the subset that strict structured outputs accept: no bounds, no names. */
export function strictSchema(schema: z.ZodType): Record<string, unknown> {
  const text = JSON.stringify(z.toJSONSchema(schema), (key, value: unknown) =>
    ['minimum', 'maximum', '$schema', 'id', '$id'].includes(key) && typeof value !== 'object' ? undefined : value,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
