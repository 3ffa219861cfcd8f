import { registerHooks } from 'node:module';
import { openApiDocument } from './routes.ts';

/** The types of the client, as they follow from the contract: the text of `functions/client/contract-types.ts`. */
export async function clientTypes(): Promise<string> {
  // It asks for the API of TypeScript, which the version that we check with no longer has.
  const api = new URL('./typescript-api.ts', import.meta.url).href;
  registerHooks({ resolve: (specifier, context, next) => next(specifier === 'typescript' ? api : specifier, context) });
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const text = JSON.stringify({ ...openApiDocument(), paths: pathsOfClient() }, withoutExamples);
  return `${opening}${astToString(await openapiTS(text, { exportType: true, defaultNonNullable: false }))}`;
}

const opening = `/*
 * Made from the contract by "npm run client:types"; a test fails while it is not up to date.
 */
`;

// Every refusal has the same shape, whatever its status.
function pathsOfClient() {
  const schema = { $ref: '#/components/schemas/Problem' };
  const refused = { description: 'A refusal.', content: { 'application/problem+json': { schema } } };
  return Object.fromEntries(
    Object.entries(openApiDocument().paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => {
          const granted = Object.entries(operation.responses)
            .filter(([status]) => Number(status) < 400)
            .map(([status, { content = {}, ...reply }]) => [status, { ...reply, content: asAsked(content) }]);
          return [method, { ...operation, responses: { ...Object.fromEntries(granted), default: refused } }];
        }),
      ),
    ]),
  );
}

// Events are for those who ask for them instead.
function asAsked(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { 'text/event-stream': _, ...others } = content;
  return 'application/json' in content ? others : content;
}

// They are in the document, and would make up most of the file.
function withoutExamples(key: string, value: unknown): unknown {
  return key === 'example' || key === 'examples' ? undefined : value;
}
