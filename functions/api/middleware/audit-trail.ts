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
    const action = {
      tenantId,
      actor,
      action: audited.action,
      subject: { kind: audited.kind, id: await subjectOf(c, audited) },
      requestId: c.get('requestId'),
      details: { route: `${c.req.method} ${path}`, status: c.res.status },
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

// What was made is named by the reply: in its Location, else in its body.
async function subjectOf(c: Context<ApiEnvironment>, { idParam }: RouteAction): Promise<string | null> {
  if (idParam !== null) return c.req.param(idParam)?.replace(/:[a-z-]+$/, '') ?? null;
  const location = c.res.headers.get('location')?.split('/').at(-1);
  if (location !== undefined) return location;
  if (!c.res.headers.get('content-type')?.startsWith('application/json')) return null;
  const body = z.object({ id: z.string() }).safeParse(await c.res.clone().json());
  return body.success ? body.data.id : null;
}
