import type { OpenAPIHono } from '@hono/zod-openapi';
import { html } from 'hono/html';
import { documentCommonRefusals } from '../common-refusals.ts';
import { documentOmissible } from '../document-omissible.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { guide } from '../guide.ts';
import { documentOperationIds } from '../operation-ids.ts';
import { problemKinds } from '../problem.ts';

/** `/openapi.json`, and a page of each kind of problem. */
export function documentRoutes(app: OpenAPIHono<ApiEnvironment>, { version }: Pick<ApiServices, 'version'>): void {
  documentCommonRefusals(app);
  documentOperationIds(app);
  documentOmissible(app);
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'http', scheme: 'bearer' });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Markscheme',
      version,
      description: guide,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
  });
  app.get('/problems', (c) => c.html(problemList()));
  app.get('/problems/:name', (c) => {
    const entry = Object.entries(problemKinds).find(([name]) => name === c.req.param('name'));
    return entry === undefined ? c.notFound() : c.html(problemPage(...entry));
  });
}

type ProblemKind = (typeof problemKinds)[keyof typeof problemKinds];

function problemPage(name: string, { status, title, advice, example }: ProblemKind) {
  const shown = { type: `/problems/${name}`, title, status, ...example };
  return document(
    title,
    html`<h1>${title}</h1>
<p><code>/problems/${name}</code>, HTTP status ${status}</p>
<p>${advice}</p>
<h2>For example</h2>
<pre>${JSON.stringify(shown, null, 2)}</pre>
<p><a href="/problems">All problems</a> · <a href="/docs">The API</a></p>`,
  );
}

function problemList() {
  const rows = Object.entries(problemKinds).map(
    ([name, { status, title }]) =>
      html`<tr><td>${status}</td><td><a href="/problems/${name}">${name}</a></td><td>${title}</td></tr>`,
  );
  return document(
    'Problems',
    html`<h1>Problems</h1>
<p>Every refusal of the API is one of these.</p>
<table><thead><tr><th>Status</th><th>Type</th><th>What it means</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function document(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Markscheme</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/pages.css">
</head>
<body><main>${body}</main></body>
</html>
`;
}
