import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import type { ApiEnvironment } from './environment.ts';

/**
 * Documents that a field of a request which is `exactOptional` may be left out: the document generator asks whether a field
 * takes undefined, which no JSON has and these refuse, and would call them required. For the routes that there are by now.
 */
export function documentOmissible(app: OpenAPIHono<ApiEnvironment>): void {
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const bodies = Object.values(definition.route.request?.body?.content ?? {});
    const schemas = bodies.map((body) => (body !== undefined && 'schema' in body ? body.schema : undefined));
    for (const object of schemas.flatMap(objectsIn)) tellRequired(object);
  }
}

// What a schema is told to be in the document stands beside it, and the generator takes it before its own finding.
function tellRequired(object: z.ZodObject): void {
  const fields = Object.entries(object.shape);
  if (!fields.some(([, field]) => field instanceof z.ZodExactOptional)) return;
  const required = fields.filter(([, field]) => field._zod.optin === undefined).map(([name]) => name);
  z.globalRegistry.add(object, { ...z.globalRegistry.get(object), required });
}

function objectsIn(schema: unknown): z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema, ...Object.values(schema.shape).flatMap(objectsIn)];
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(objectsIn);
  if (schema instanceof z.ZodArray) return objectsIn(schema.element);
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault;
  return isWrapped ? objectsIn(schema.unwrap()) : [];
}
