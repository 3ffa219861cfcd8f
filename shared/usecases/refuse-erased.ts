import { isBegunBefore } from '../domain/erasure.ts';
import type { TenantId, Timestamp } from '../domain/ids.ts';
import type { Services } from './context.ts';
import type { Judged } from './judge-answer.ts';

/** Thrown instead of keeping something of a person who was erased meanwhile. */
export class PersonErased extends Error {
  override readonly name = 'PersonErased';
}

/** Something of a candidate that a worker works on; null is nobody. */
export interface Begun {
  readonly tenantId: TenantId;
  readonly candidate: string | null;
  readonly at: Timestamp;
}

/**
 * Keeps nothing of a person who was erased after the work was begun: not what was judged, and not what is remembered of it,
 * which nothing would lead to any more. For who judges long after it was asked for; what is judged and kept within one
 * request is found again by the sweep.
 *
 * @throws PersonErased
 */
export async function refuseErased(
  { erasures, people }: Pick<Services, 'erasures' | 'people'>,
  { tenantId, candidate, at }: Begun,
  { work }: Pick<Judged, 'work'>,
): Promise<void> {
  if (candidate === null) return;
  const erasure = await erasures.find(tenantId, people.pseudonym(tenantId, candidate));
  if (erasure === undefined || !isBegunBefore(erasure, at)) return;
  await people.eraseJudgement(tenantId, work.fingerprint);
  throw new PersonErased();
}
