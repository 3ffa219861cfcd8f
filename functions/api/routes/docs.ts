import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { secureHeaders } from 'hono/secure-headers';
import type { ApiEnvironment } from '../environment.ts';

/**
 * `/docs` and what the pages need: the OpenAPI document to read and to try, with assets that are served from here, so that it works without any
 * other network.
 */
export function docsRoutes(app: OpenAPIHono<ApiEnvironment>): void {
  for (const pages of ['/docs/*', '/problems/*'])
    app.use(pages, secureHeaders({ contentSecurityPolicy: policy, referrerPolicy: 'no-referrer' }));
  app.get('/', (c) => c.redirect('/docs'));
  app.get('/docs/', (c) => c.redirect('/docs', 301));
  app.get('/docs', (c) => c.html(page));
  app.get('/docs/start.js', (c) => c.text(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/docs/pages.css', (c) => c.text(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  const root = fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist/package.json')));
  for (const name of assets) {
    app.get(`/docs/${name}`, async (c, next) => {
      c.header('cache-control', 'public, max-age=86400');
      return serveStatic({ root, path: name })(c, next);
    });
  }
}

const assets = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'] as const;

// Swagger UI sets styles on elements and shows its icons from data URLs.
const policy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Markscheme API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"><noscript><p>This page needs JavaScript. The same is at <a href="/openapi.json">/openapi.json</a>.</p></noscript></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const style = `:root { color-scheme: light dark; font: 100%/1.6 system-ui, sans-serif; }
main { max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { line-height: 1.2; }
pre { padding: 1rem; overflow-x: auto; border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); border-radius: .5rem; }
table { border-collapse: collapse; }
th, td { padding: .4rem 1rem .4rem 0; text-align: left; vertical-align: top; }
`;

const start = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
});
`;
