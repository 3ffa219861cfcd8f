import type * as z from 'zod';
import { openApiDocument, schemaOf } from './routes.ts';

/** What a reply is checked by. */
interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/**
 * @throws Error unless the reply's status and type are documented for the route and its body fits the schema: a field that is not
 * declared does not. What no route takes may only be answered by a problem.
 */
export function requireDocumented(method: string, url: string, reply: Answered): void {
  // As it is sent: two dots are a step up, written as %2e too.
  const path = new URL(url, 'http://markscheme.test').pathname;
  if (reply.status === 304) return;
  const type = (reply.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const told = `${method} ${path} ${reply.status} ${type}`;
  const route = routeOf(method, path);
  if (route === undefined) {
    if (type === 'application/problem+json' || !path.startsWith('/v1/')) return;
    throw new Error(`${told} is no documented route`);
  }
  const isEmpty = reply.body === '' || reply.body === null;
  const documented = route.responses.get(String(reply.status));
  if (documented === undefined) throw new Error(`${told} is not documented: ${JSON.stringify(reply.body)}`);
  if (isEmpty && documented.size === 0) return;
  const schema = documented.get(type);
  if (schema === undefined) throw new Error(`${told} is not documented: ${JSON.stringify(reply.body)}`);
  const { error } = schema().safeParse(reply.body);
  if (error !== undefined) throw new Error(`${told} does not fit its schema: ${error.message}`);
}

interface DocumentedRoute {
  readonly method: string;
  readonly pattern: RegExp;
  /** By status and media type; made when first needed. */
  readonly responses: ReadonlyMap<string, ReadonlyMap<string, () => z.ZodType>>;
}

function routeOf(method: string, path: string): DocumentedRoute | undefined {
  return routes().find((route) => route.method === method && route.pattern.test(path));
}

let known: readonly DocumentedRoute[] | undefined;

function routes(): readonly DocumentedRoute[] {
  known ??= documentedRoutes();
  return known;
}

function documentedRoutes(): DocumentedRoute[] {
  const { paths, components } = openApiDocument();
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => ({
      path,
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      responses: new Map(
        Object.entries(responses).map(([status, { content = {} }]) => [status, schemasOf(content, components.schemas)]),
      ),
    })),
  );
  // A verb after an id is told from an id with a colon by being tried first.
  return all.toSorted((a, b) => Number(/\}:[\w-]+$/.test(b.path)) - Number(/\}:[\w-]+$/.test(a.path)));
}

function schemasOf(
  content: Readonly<Record<string, { readonly schema: Record<string, unknown> }>>,
  schemas: Record<string, unknown>,
): ReadonlyMap<string, () => z.ZodType> {
  return new Map(
    Object.entries(content).map(([type, { schema }]) => {
      let made: z.ZodType | undefined;
      return [type, () => (made ??= schemaOf(schema, schemas))];
    }),
  );
}
