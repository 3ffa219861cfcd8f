import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { problemKinds } from '../problem.ts';

/** `/openapi.json`, and the page of each kind of problem. */
export function documentRoutes(app: OpenAPIHono<ApiEnvironment>, { version }: Pick<ApiServices, 'version'>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Markscheme',
      version,
      description: 'Grades free-text answers against a reference answer, point by point, with evidence.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
  });
  app.get('/problems/:name', (c) => {
    const entry = Object.entries(problemKinds).find(([name]) => name === c.req.param('name'));
    if (entry === undefined) return c.notFound();
    const [name, { status, title, advice }] = entry;
    return c.text(`${title}\n\ntype: /problems/${name}\nstatus: ${status}\n\n${advice}\n`);
  });
}
