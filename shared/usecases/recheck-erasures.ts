import { type Erasure, isBegunBefore, recheckAfterMs } from '../domain/erasure.ts';
import { Evaluation } from '../domain/evaluation.ts';
import type { TenantId, Timestamp } from '../domain/ids.ts';
import { RegradedAnswer, RegradeEntry, RegradeRecord } from '../domain/regrade.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { KeptThing } from '../ports/people.ts';
import type { Services } from './context.ts';
import { changeErasure, eraseAll, ownerOf } from './erase-person.ts';

const dueAtOnce = 20;

/**
 * Looks again for what was under way when people were erased, and goes on with erasures that were cut off. What came after an
 * erasure is left alone: a person who applies again is there again. While a batch is under way that was there before, it
 * looks again later; at the end the sealed name is forgotten, and the tombstone alone is left.
 *
 * Meant to be called on a schedule; several at once erase nothing twice.
 *
 * @throws what went wrong with one, after the others were looked after; AggregateError where it was more than one
 */
export async function recheckErasures(services: Services): Promise<void> {
  const errors: unknown[] = [];
  for (const erasure of await services.erasures.due(timestampOf(services.clock()), dueAtOnce))
    await recheck(services, erasure).catch((error: unknown) => errors.push(error));
  const [first] = errors;
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} erasures could not be gone on with.`);
  if (first !== undefined) throw first;
}

async function recheck(services: Services, erasure: Erasure): Promise<void> {
  const { tenantId, personHash, sealedPerson, requestedAt } = erasure;
  const person = sealedPerson === null ? null : services.sealer.open(sealedPerson, ownerOf(tenantId, personHash));
  // Sealed by another secret than that of this installation: nobody can say whom to look for.
  if (person === null) return forget(services, erasure);
  const askedAt = erasure.erasedAt ?? requestedAt;
  await eraseAll(services, tenantId, person, (thing) => wasUnderWay(services, erasure, thing));
  const isOpen = await isBatchUnderWay(services, tenantId, askedAt);
  const now = services.clock();
  await changeErasure(services, tenantId, person, () => ({
    state: 'erased',
    erasedAt: erasure.erasedAt ?? timestampOf(now),
    ...(isOpen
      ? { recheckAt: timestampOf(new Date(now.getTime() + recheckAfterMs)) }
      : { recheckAt: null, sealedPerson: null }),
  }));
}

async function forget({ erasures }: Services, erasure: Erasure): Promise<void> {
  await erasures.save({ ...erasure, recheckAt: null, sealedPerson: null, revision: erasure.revision + 1 });
}

async function isBatchUnderWay({ batches }: Services, tenantId: TenantId, before: Timestamp): Promise<boolean> {
  for (const ref of await batches.active()) {
    if (ref.tenantId !== tenantId) continue;
    const batch = await batches.find(tenantId, ref.batchId);
    if (batch !== undefined && batch.createdAt <= before) return true;
  }
  return false;
}

// Whether something was begun before a moment, whenever it came in.
async function wasUnderWay(
  services: Services,
  erasure: Erasure,
  { kind, value, batchId }: KeptThing,
): Promise<boolean> {
  const { tenantId } = erasure;
  if (batchId !== null) {
    const batch = await services.batches.find(tenantId, batchId);
    return batch === undefined || batch.createdAt <= (erasure.erasedAt ?? erasure.requestedAt);
  }
  // A reply that is kept to be sent again does not say when it was made: at worst a repeat is answered anew.
  if (kind === 'kept-request' || kind === 'reply-piece') return true;
  if (kind === 'regrade-entry') {
    const { data } = RegradeEntry.safeParse(value);
    const evaluation = data === undefined ? undefined : await services.evaluations.find(tenantId, data.evaluationId);
    return evaluation === undefined || isBegunBefore(erasure, begunMs(evaluation));
  }
  const evaluation = evaluationIn(kind, value);
  const begun = evaluation === undefined ? madeAt(kind, value) : begunMs(evaluation);
  return begun !== null && isBegunBefore(erasure, begun);
}

type Dated = Pick<Evaluation, 'createdAt' | 'provenance'>;

function evaluationIn(kind: string, value: unknown): Dated | undefined {
  if (kind === 'evaluation') return Evaluation.safeParse(value).data;
  if (kind === 'regraded-answer') return RegradedAnswer.safeParse(value).data?.earlier;
  return kind === 'regrade-record' ? RegradeRecord.safeParse(value).data?.earlier : undefined;
}

function begunMs({ createdAt, provenance }: Dated): number {
  return Date.parse(createdAt) - provenance.latencyMs;
}

const datedBy: ReadonlyMap<string, string> = new Map([
  ['pending-evaluation', 'requestedAt'],
  ['review', 'at'],
  ['submission', 'startedAt'],
  ['draft', 'savedAt'],
]);

// Of a kind that is unknown here: by the time that it says it was made.
function madeAt(kind: string, value: unknown): Timestamp | null {
  const field = datedBy.get(kind) ?? 'createdAt';
  const made: unknown =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === field)?.[1] : null;
  return typeof made === 'string' ? made : null;
}
