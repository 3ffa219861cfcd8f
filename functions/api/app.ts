import { OpenAPIHono } from '@hono/zod-openapi';
import { except } from 'hono/combine';
import { requestId } from 'hono/request-id';
import { Fault, innermostCause } from '../../shared/domain/fault.ts';
import { documentIdempotency } from './document-idempotency.ts';
import type { ApiEnvironment, ApiServices } from './environment.ts';
import { auditTrail } from './middleware/audit-trail.ts';
import { bearerKey } from './middleware/bearer-key.ts';
import { bodySize } from './middleware/body-size.ts';
import { candidateSession, isOfCandidate } from './middleware/candidate-session.ts';
import { documentedParts } from './middleware/documented-parts.ts';
import { idempotency } from './middleware/idempotency.ts';
import { requestLog } from './middleware/request-log.ts';
import { wellFormedBody } from './middleware/well-formed-body.ts';
import { muedProblemReply } from './mued-problem.ts';
import { issuesOf, problemReply, refusalOf } from './problem.ts';
import { agreementRoutes } from './routes/agreement.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { assessmentRoutes } from './routes/assessments.ts';
import { auditRoutes } from './routes/audit.ts';
import { batchEventRoutes } from './routes/batch-events.ts';
import { batchResultRoutes } from './routes/batch-results.ts';
import { batchRoutes } from './routes/batches.ts';
import { candidateRoutes } from './routes/candidate.ts';
import { docsRoutes } from './routes/docs.ts';
import { documentRoutes } from './routes/documents.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { extractionRoutes } from './routes/extraction.ts';
import { healthRoutes } from './routes/health.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { keyRoutes } from './routes/keys.ts';
import { muedRoutes, muedVersions } from './routes/mued.ts';
import { personRoutes } from './routes/people.ts';
import { questionRoutes } from './routes/questions.ts';
import { regradeRoutes } from './routes/regrades.ts';
import { reviewQueueRoutes } from './routes/review-queue.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { selfTestRoutes } from './routes/self-tests.ts';
import { settingsRoutes } from './routes/settings.ts';
import { similarAnswersRoutes } from './routes/similar-answers.ts';
import { submissionRoutes } from './routes/submissions.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { usageRoutes } from './routes/usage.ts';
import { webhookRoutes } from './routes/webhooks.ts';

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
  app.use(requestLog(services.log));
  // In this order: a stranger costs nothing more than the look at their key.
  app.use('/v1/*', except(isOfCandidate, bearerKey(services)));
  app.use('/v1/candidate/*', candidateSession(services));
  app.use('/v1/*', bodySize);
  app.use('/v1/*', wellFormedBody);
  app.use('/v1/*', documentedParts(app.openAPIRegistry));
  // Of candidates a draft, a start, a submission and an appeal are repeatable by themselves, and an opened link is not.
  app.use('/v1/*', except(isOfCandidate, idempotency(services)));
  documentIdempotency(app.openAPIRegistry);
  app.use('/v1/*', auditTrail(services));

  app.use('/mued/*', muedVersions);
  app.use('/mued/evaluate', bearerKey(services));
  app.use('/mued/evaluate', bodySize);
  app.use('/mued/evaluate', wellFormedBody);

  healthRoutes(app, services);
  questionRoutes(app, services);
  extractionRoutes(app, services);
  selfTestRoutes(app, services);
  evaluationRoutes(app, services);
  reviewRoutes(app, services);
  regradeRoutes(app, services);
  uploadRoutes(app, services);
  batchRoutes(app, services);
  batchEventRoutes(app, services);
  batchResultRoutes(app, services);
  analyticsRoutes(app, services);
  similarAnswersRoutes(app, services);
  reviewQueueRoutes(app, services);
  agreementRoutes(app, services);
  personRoutes(app, services);
  webhookRoutes(app, services);
  auditRoutes(app, services);
  muedRoutes(app, services);
  docsRoutes(app);
  keyRoutes(app, services);
  assessmentRoutes(app, services);
  invitationRoutes(app, services);
  candidateRoutes(app, services);
  submissionRoutes(app, services);
  settingsRoutes(app, services);
  usageRoutes(app, services);
  documentRoutes(app, services);

  app.notFound((c) => {
    const allowed = methodsAt(app, c.req.path);
    // Of a method that is taken, it was the handler that found nothing.
    const isRefused = allowed.length > 0 && !allowed.includes(c.req.method);
    const refusal = isRefused ? { ...notAllowed, detail: `${c.req.method} is not allowed here.` } : nothingThere;
    c.set('fault', refusal.name);
    if (isRefused) c.header('allow', allowed.join(', '));
    return replyAt(c.req.path)(c, c.get('requestId'), refusal);
  });
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    c.set('fault', refusal?.name ?? 'internal-error');
    if (refusal === null) services.log.bug(c.get('requestId'), error);
    if (refusal?.name === 'unavailable') services.log.outage(c.get('requestId'), innermostCause(error));
    const bug = { name: 'internal-error', detail: 'The error has been logged.' } as const;
    return replyAt(c.req.path)(c, c.get('requestId'), refusal ?? bug);
  });
  return app;
}

const nothingThere = { name: 'not-found', detail: 'There is nothing at this path.' } as const;
const notAllowed = { name: 'method-not-allowed' } as const;

// Callers of the µEd API know its errors alone.
function replyAt(path: string): typeof problemReply {
  return /^\/mued(?:\/|$)/.test(path) ? muedProblemReply : problemReply;
}

// A handler for any method is a step before the routes.
function methodsAt(app: OpenAPIHono<ApiEnvironment>, path: string): string[] {
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method !== 'ALL'),
  );
}

const partNames: Readonly<Record<string, string>> = { json: 'body', query: 'query', param: 'path', header: 'header' };
