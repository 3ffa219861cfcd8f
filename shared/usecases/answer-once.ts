import { base32Of } from '../domain/base32.ts';
import { Fault } from '../domain/fault.ts';
import { type IdempotencyKey, KeptReply, type KeptRequest, keptForMs } from '../domain/idempotency.ts';
import type { Sha256 } from '../domain/ids.ts';
import { requireHeld } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { KeptSeal } from '../ports/idempotency.ts';
import type { Context } from './context.ts';
import { heldLease } from './held-lease.ts';
import { bestEffort } from './judge-answer.ts';

/** A request by its idempotency key, and by the SHA-256 of all that makes it the request it is. */
export interface AskedOnce {
  readonly key: IdempotencyKey;
  readonly request: Sha256;
}

/** What came of a request. `reply` is null where the next try may fare better: it is not kept. */
export interface Answered {
  readonly reply: KeptReply | null;
  /** The candidates that it is about. */
  readonly people: readonly string[];
}

/**
 * Answers a request unless it has been answered already: then its reply is returned, and null when it was answered just
 * now. A key stands for a request of its tenant, whichever API key sends it, so that a new API key can go on where
 * the old one stopped; a reply is shown only to those who hold every scope that the first sender held.
 *
 * Of those who come at the same time one answers. One that dies while answering is followed by the next try when its lease
 * ends; what the first has done by then is there, so `once`, the same for every try, is what ids can be derived from.
 * What can't be kept is no failure: the caller has the reply.
 *
 * @param answer the work, under the scopes that it asks for itself
 * @throws Fault `idempotency-conflict` when the key stands for another request, or the request is being answered;
 * `forbidden` for a reply that the principal may not see
 */
export async function answerOnce(
  context: Context,
  asked: AskedOnce,
  answer: (once: Sha256) => Promise<Answered>,
): Promise<KeptReply | null> {
  const begun = await begin(context, asked);
  if ('reply' in begun) return begun.reply;
  let { request } = begun;
  const renew = async (_fromMs: number, leaseUntilMs: number): Promise<boolean> => {
    const next = { ...request, leaseUntilMs };
    if ((await context.idempotency.hold(request, next)) === 'lost') return false;
    request = next;
    return true;
  };
  const lease = heldLease(context, renew, request.leaseUntilMs ?? 0, leaseMs);
  let answered: Answered = { reply: null, people: [] };
  try {
    const { tenantId, keyHash } = request;
    answered = await answer(context.sha256(JSON.stringify(['once', tenantId, keyHash, asked.request])));
  } finally {
    await lease.end();
    await bestEffort(() => settle(context, request, answered));
  }
  return null;
}

const leaseMs = 120_000;
const holderBytes = 10;
const beginsMax = 3;
const retryAfterSeconds = 1;

type Begun = { readonly request: KeptRequest } | { readonly reply: KeptReply };

async function begin(context: Context, asked: AskedOnce): Promise<Begun> {
  const { idempotency, principal, sha256, clock, random } = context;
  const nowMs = clock().getTime();
  const now = timestampOf(new Date(nowMs));
  const request: KeptRequest = {
    tenantId: principal.tenantId,
    keyHash: sha256(asked.key),
    request: asked.request,
    scopes: [...principal.scopes],
    holder: base32Of(random(holderBytes)),
    leaseUntilMs: nowMs + leaseMs,
    expiresAt: timestampOf(new Date(nowMs + keptForMs)),
  };
  for (let tries = 0; tries < beginsMax; tries += 1) {
    if ((await idempotency.begin(request, now)) === 'begun') return { request };
    const kept = await idempotency.find(request.tenantId, request.keyHash, now);
    // It was given up meanwhile, or the person it is about was erased.
    if (kept === undefined) continue;
    if (kept.request.request !== asked.request) refuse('A request with this Idempotency-Key had other content.', null);
    if (kept.reply !== null) return { reply: opened(context, kept.request, kept.reply) };
    const { leaseUntilMs } = kept.request;
    if (leaseUntilMs === null || leaseUntilMs > nowMs) break;
    if ((await idempotency.hold(kept.request, request)) === 'held') return { request };
  }
  refuse('The request with this Idempotency-Key is still being answered.', retryAfterSeconds);
}

function opened({ sealer, principal }: Context, request: KeptRequest, reply: Pick<KeptSeal, 'sealed' | 'shares'>) {
  // By the secret before a rotation too: whoever lost the reply to the rotation has no other.
  for (const scope of request.scopes) requireHeld(principal, scope);
  const text = sealer.openText(reply.sealed, ownerOf(request, reply.shares));
  if (text === null)
    refuse('The request with this Idempotency-Key was answered, in a way that is no longer known.', null);
  return KeptReply.parse(JSON.parse(text));
}

async function settle(context: Context, request: KeptRequest, { reply, people }: Answered): Promise<void> {
  if (reply === null) return context.idempotency.release(request);
  const shares = people.length > 1 ? people.map(() => base32Of(context.random(shareBytes))) : [];
  const sealed = context.sealer.sealText(JSON.stringify(reply), ownerOf(request, shares));
  await context.idempotency.answer({ ...request, leaseUntilMs: null }, { sealed, people, shares });
}

const shareBytes = 20;

// Without each of the shares nobody has the key that the text is sealed with.
function ownerOf({ tenantId, keyHash }: KeptRequest, shares: readonly string[]): string {
  return [tenantId, keyHash, ...shares].join('#');
}

function refuse(detail: string, seconds: number | null): never {
  throw new Fault('idempotency-conflict', detail, seconds === null ? {} : { retryAfterSeconds: seconds });
}
