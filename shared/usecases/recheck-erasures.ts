import { type Erasure, recheckAfterMs } from '../domain/erasure.ts';
import { Evaluation } from '../domain/evaluation.ts';
import type { TenantId, Timestamp } from '../domain/ids.ts';
import { RegradedAnswer, RegradeEntry, RegradeRecord } from '../domain/regrade.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { KeptThing } from '../ports.ts';
import type { Services } from './context.ts';
import { changeErasure, eraseAll, ownerOf } from './erase-person.ts';

const dueAtOnce = 20;

/** How long a request that came before an erasure may have waited for its turn, in milliseconds. */
const leewayMs = 5_000;

/**
 * Looks again for what was under way when people were erased, and goes on with erasures that were cut off. What came after an
 * erasure is left alone: a person who applies again is there again. While a batch is under way that was there before, it
 * looks again later; at the end the sealed name is forgotten, and the tombstone alone is left.
 *
 * Meant to be called on a schedule; several at once erase nothing twice.
 */
export async function recheckErasures(services: Services): Promise<void> {
  for (const erasure of await services.erasures.due(timestampOf(services.clock()), dueAtOnce))
    await recheck(services, erasure);
}

async function recheck(services: Services, erasure: Erasure): Promise<void> {
  const { tenantId, personHash, sealedPerson, requestedAt } = erasure;
  const person = sealedPerson === null ? null : services.sealer.open(sealedPerson, ownerOf(tenantId, personHash));
  // Sealed by another secret than that of this installation: nobody can say whom to look for.
  if (person === null) return forget(services, erasure);
  const askedAt = erasure.erasedAt ?? requestedAt;
  await eraseAll(services, tenantId, person, (thing) => wasUnderWay(services, tenantId, askedAt, thing));
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

/** Whether something was begun before a moment, whenever it came in. */
async function wasUnderWay(
  services: Services,
  tenantId: TenantId,
  moment: Timestamp,
  { kind, value, batchId }: KeptThing,
): Promise<boolean> {
  const latest = Date.parse(moment) + leewayMs;
  const isEarlier = ({ createdAt, provenance }: Pick<Evaluation, 'createdAt' | 'provenance'>): boolean =>
    Date.parse(createdAt) - provenance.latencyMs <= latest;
  if (batchId !== null) {
    const batch = await services.batches.find(tenantId, batchId);
    return batch === undefined || batch.createdAt <= moment;
  }
  switch (kind) {
    case 'evaluation':
      return isEarlier(Evaluation.parse(value));
    case 'regraded-answer':
      return isEarlier(RegradedAnswer.parse(value).earlier);
    case 'regrade-record':
      return isEarlier(RegradeRecord.parse(value).earlier);
    case 'regrade-entry': {
      const evaluation = await services.evaluations.find(tenantId, RegradeEntry.parse(value).evaluationId);
      return evaluation === undefined || isEarlier(evaluation);
    }
    default:
      return isMadeBefore(value, latest);
  }
}

// Of a kind that is unknown here: by the time that it says it was made.
function isMadeBefore(value: unknown, latest: number): boolean {
  if (typeof value !== 'object' || value === null || !('createdAt' in value)) return false;
  const { createdAt } = value;
  return typeof createdAt === 'string' && Date.parse(createdAt) <= latest;
}
