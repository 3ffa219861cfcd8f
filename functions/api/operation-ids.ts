import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnvironment } from './environment.ts';

/**
 * Names every documented operation by its method and path, so that generated clients have methods that stay:
 * `POST /v1/questions/{id}:archive` is `archiveQuestion`, `GET /v1/questions` is `listQuestions`, `GET /v1/questions/{id}` is
 * `getQuestion`.
 */
export function documentOperationIds(app: OpenAPIHono<ApiEnvironment>): void {
  for (const definition of app.openAPIRegistry.definitions)
    if (definition.type === 'route') definition.route.operationId ??= operationId(definition.route);
}

const verbs: Readonly<Record<string, string>> = { post: 'create', put: 'put', patch: 'change', delete: 'delete' };

function operationId({ method, path }: { readonly method: string; readonly path: string }): string {
  const [, plain = path, verb] = /^(.*?)(?::([a-z-]+))?$/.exec(path) ?? [];
  const parts = plain.split('/').filter((part) => part !== '' && part !== 'v1');
  const resources = parts.flatMap((part, at) => {
    if (part.startsWith('{')) return [];
    return [parts[at + 1]?.startsWith('{') === true ? singular(part) : part];
  });
  const reading = /s$/.test(plain) ? 'list' : 'get';
  return [verb ?? (method === 'get' ? reading : verbs[method]) ?? method, ...resources]
    .flatMap((part) => part.split('-'))
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

function singular(resource: string): string {
  return resource === 'people' ? 'person' : resource.replace(/ies$/, 'y').replace(/s$/, '');
}
