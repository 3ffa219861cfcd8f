import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import * as z from 'zod';
import type { AuditActor } from '../../../shared/domain/audit.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { auditRecordOf } from '../../../shared/usecases/record-action.ts';
import { auditedAction, documentedPath, enteredBefore, lookingQueries, type RouteAction } from '../audited-action.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { isOfCandidate } from './candidate-session.ts';

/**
 * Enters in the audit log what a key or a candidate has done, when it is done and before the reply leaves. By the method and the path, so
 * that no route has to think of it.
 *
 * @throws Fault `unavailable` when it could not be entered; the action has happened by then, and the `Location` of what was
 * made is sent with the problem. Under an idempotency key the next try enters it and gets the reply.
 */
export function auditTrail(services: ApiServices): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    await next();
    const path = documentedPath(routePath(c, -1));
    const audited = auditedAction(c.req.method, path);
    if (audited === null || enteredBefore.includes(`${c.req.method} ${path}`) || !c.res.ok || isOnlyLooking(c, path))
      return;
    const { tenantId, actor } = actorOf(c);
    const { id, count } = await subjectOf(c, audited);
    const action = {
      tenantId,
      actor,
      action: audited.action,
      subject: { kind: audited.kind, id },
      requestId: c.get('requestId'),
      details: { route: `${c.req.method} ${path}`, status: c.res.status, ...(count !== null && { count }) },
    };
    const record = auditRecordOf(services, action);
    await services.audit.append(record).catch((cause: unknown) => {
      c.set('unentered', { record, reply: c.res });
      throw new Fault('unavailable', notEntered, { cause });
    });
  };
}

const notEntered = 'The action has happened, but may be missing in the audit log. Look before you send it again.';

// A candidate is known by an invitation, everybody else by a key.
function actorOf(c: Context<ApiEnvironment>): { tenantId: TenantId; actor: AuditActor } {
  if (isOfCandidate(c)) {
    const { tenantId, id } = c.get('candidate');
    return { tenantId, actor: { kind: 'invitation', id } };
  }
  const { tenantId, keyId } = c.get('principal');
  return { tenantId, actor: { kind: 'key', id: keyId } };
}

function isOnlyLooking(c: Context<ApiEnvironment>, path: string): boolean {
  const query = lookingQueries[`${c.req.method} ${path}`];
  return query !== undefined && c.req.query(query) === 'true';
}

interface Subject {
  readonly id: string | null;
  /** Null where it is not several. */
  readonly count: number | null;
}

// What was made is named by the reply: in its Location, else in its body. Of several that were made, how many.
async function subjectOf(c: Context<ApiEnvironment>, { idParam, verb }: RouteAction): Promise<Subject> {
  if (idParam !== null) return { id: withoutVerb(c.req.param(idParam) ?? null, verb), count: null };
  const location = c.res.headers.get('location')?.split('/').at(-1);
  if (location !== undefined) return { id: location, count: null };
  if (!c.res.headers.get('content-type')?.startsWith('application/json')) return { id: null, count: null };
  const body: unknown = await c.res.clone().json();
  return { id: Named.safeParse(body).data ?? null, count: Many.safeParse(body).data?.items.length ?? null };
}

// The router has the verb of a path in its last parameter. A person's id may look as if it ended in one.
function withoutVerb(segment: string | null, verb: string | null): string | null {
  return verb !== null && segment?.endsWith(`:${verb}`) ? segment.slice(0, -1 - verb.length) : segment;
}

const Many = z.object({ items: z.array(z.unknown()) });
const Named = z.union([
  z.object({ id: z.string() }).transform(({ id }) => id),
  z.object({ uploadId: z.string() }).transform(({ uploadId }) => uploadId),
]);
