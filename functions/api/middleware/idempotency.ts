import type { Context, MiddlewareHandler } from 'hono';
import { Fault } from '../../../shared/domain/fault.ts';
import { IdempotencyKey, KeptReply } from '../../../shared/domain/idempotency.ts';
import { answerOnce } from '../../../shared/usecases/answer-once.ts';
import { contextOf } from '../context-of.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';

/** The methods that are not idempotent by themselves (RFC 9110, 9.2.2), and DELETE, whose second reply is another one. */
export const onceMethods: ReadonlySet<string> = new Set(['POST', 'PATCH', 'DELETE']);

/**
 * Answers a request with an Idempotency-Key once: whoever sends it again within 24 hours gets the same reply, to the letter,
 * marked by `Idempotent-Replayed: true`. Without the header nothing is read or written.
 *
 * A request is the same when its method, path, query, If-Match and body are. Replies are kept when the work is done or is
 * refused for good; after others (401, 403, 429, 5xx, what says that it passes and the like) the next try is the first one again, as it is after a
 * stream of events, which nobody can keep.
 *
 * What was done and could not be entered in the audit log is answered with 503; its own reply is kept, and is sent to the
 * next try when that has entered it.
 *
 * A process may die between its work and the reply. The next try, up to two minutes later, then does the work again, and
 * what that means is the route's own: evaluations, marks, archiving, applying and cancelling find it done; a batch and its
 * upload have ids that follow from `once`; a next version answers 200; a new question answers 409; an endpoint, a preview
 * of a regrade and a test event may be there twice.
 */
export function idempotency(services: ApiServices): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const given = c.req.header('idempotency-key');
    if (given === undefined || !onceMethods.has(c.req.method)) return next();
    const asked = { key: keyIn(given), request: services.sha256(await requestText(c)) };
    const reply = await answerOnce(contextOf(c, services), asked, async (once) => {
      c.set('once', once);
      await next();
      const kept = await replyToKeep(c);
      return { reply: kept, people: kept === null ? [] : peopleIn(kept.body) };
    });
    if (reply === null) return;
    // More than once where the reply is asked for again and again: too much in the log is better than too little.
    if (reply.unentered !== null) await services.audit.append(reply.unentered);
    const headers = { ...reply.headers, 'idempotent-replayed': 'true' };
    return c.newResponse(reply.body === '' ? null : reply.body, reply.status, headers);
  };
}

function keyIn(given: string): IdempotencyKey {
  const key = IdempotencyKey.safeParse(given);
  if (key.success) return key.data;
  const detail = key.error.issues[0]?.message ?? 'is no key';
  throw new Fault('invalid-request', 'The header Idempotency-Key is not valid.', {
    issues: [{ pointer: '/Idempotency-Key', detail }],
  });
}

// A character for each byte of the body, whatever they mean.
async function requestText(c: Context<ApiEnvironment>): Promise<string> {
  const body = Buffer.from(await c.req.arrayBuffer()).toString('latin1');
  const { pathname, search } = new URL(c.req.url);
  return JSON.stringify([c.req.method, pathname, search, c.req.header('if-match') ?? null, body]);
}

const keptHeaders = [
  'content-type',
  'location',
  'content-location',
  'etag',
  'retry-after',
  'preference-applied',
  'cache-control',
];

async function replyToKeep(c: Context<ApiEnvironment>): Promise<KeptReply | null> {
  const { record = null, reply: response } = c.get('unentered') ?? { reply: c.res };
  if (c.error instanceof Fault && c.error.isPassing && record === null) return null;
  const type = response.headers.get('content-type');
  if (type !== null && !/^application\/(?:[\w.-]+\+)?json\b/.test(type)) return null;
  const headers = keptHeaders.flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const { status } = response;
  const kept = KeptReply.pick({ status: true }).safeParse({ status });
  if (!kept.success) return null;
  const body = await response.clone().text();
  return { ...kept.data, headers: Object.fromEntries(headers), body, unentered: record };
}

// Whose reply it is: it goes with all else when they are erased. By the one name that candidates have in every reply, so that
// no route has to think of it.
function peopleIn(body: string): string[] {
  const people = new Set<string>();
  if (body === '') return [];
  JSON.parse(body, (key, value: unknown) => {
    if (key === 'candidate' && typeof value === 'string') people.add(value);
    return value;
  });
  return [...people];
}
