import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { routePath } from 'hono/route';
import { Fault, innermostCause } from '../../shared/domain/fault.ts';
import { limits } from '../../shared/domain/limits.ts';
import { authenticate } from '../../shared/usecases/authenticate.ts';
import type { ApiEnvironment, ApiServices } from './environment.ts';
import { issuesOf, problemKinds, problemReply, refusalOf } from './problem.ts';
import { agreementRoutes } from './routes/agreement.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { batchEventRoutes } from './routes/batch-events.ts';
import { batchResultRoutes } from './routes/batch-results.ts';
import { batchRoutes } from './routes/batches.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { extractionRoutes } from './routes/extraction.ts';
import { healthRoutes } from './routes/health.ts';
import { questionRoutes } from './routes/questions.ts';
import { regradeRoutes } from './routes/regrades.ts';
import { reviewQueueRoutes } from './routes/review-queue.ts';
import { selfTestRoutes } from './routes/self-tests.ts';
import { similarAnswersRoutes } from './routes/similar-answers.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { wellFormedBody } from './well-formed-body.ts';

/** The HTTP API. Everything under /v1 needs a key; every refusal is a problem (RFC 9457) from one place. */
export function createApi(services: ApiServices): OpenAPIHono<ApiEnvironment> {
  const app = new OpenAPIHono<ApiEnvironment>({
    defaultHook: (result) => {
      if (result.success) return;
      const issues = issuesOf(result.error);
      throw new Fault('invalid-request', `The ${partNames[result.target] ?? 'request'} is not valid.`, { issues });
    },
  });

  app.use(requestId({ headerName: 'x-request-id' }));
  app.use(async (c, next) => {
    const startedAt = performance.now();
    await next();
    const principal = c.get('principal');
    services.log.event({
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      latencyMs: Math.round(performance.now() - startedAt),
      tenantId: principal?.tenantId ?? null,
      keyId: principal?.keyId ?? null,
      fault: c.get('fault') ?? null,
    });
  });
  app.use('/v1/*', async (c, next) => {
    const match = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '');
    c.set('principal', await authenticate(services, match?.[1] ?? null));
    await next();
  });
  app.use(
    '/v1/*',
    bodyLimit({
      maxSize: limits.requestBytesMax,
      onError: () => {
        throw new Fault('too-large', `The body is larger than ${limits.requestBytesMax} bytes.`);
      },
    }),
  );
  app.use('/v1/*', wellFormedBody);

  healthRoutes(app, services);
  questionRoutes(app, services);
  extractionRoutes(app, services);
  selfTestRoutes(app, services);
  evaluationRoutes(app, services);
  regradeRoutes(app, services);
  batchRoutes(app, services);
  batchEventRoutes(app, services);
  batchResultRoutes(app, services);
  analyticsRoutes(app, services);
  similarAnswersRoutes(app, services);
  reviewQueueRoutes(app, services);
  agreementRoutes(app, services);
  webhookRoutes(app, services);
  documents(app, services.version);

  app.notFound((c) => {
    c.set('fault', 'not-found');
    return problemReply(c, c.get('requestId'), 'not-found', 'There is nothing at this path.');
  });
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    c.set('fault', refusal?.name ?? 'internal-error');
    if (refusal === null) services.log.bug(c.get('requestId'), error);
    if (refusal?.name === 'unavailable') services.log.outage(c.get('requestId'), innermostCause(error));
    if (refusal === null) return problemReply(c, c.get('requestId'), 'internal-error', 'The error has been logged.');
    return problemReply(c, c.get('requestId'), refusal.name, refusal.detail, refusal.issues);
  });
  return app;
}

const partNames: Readonly<Record<string, string>> = { json: 'body', query: 'query', param: 'path', header: 'header' };

function documents(app: OpenAPIHono<ApiEnvironment>, version: string): void {
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
