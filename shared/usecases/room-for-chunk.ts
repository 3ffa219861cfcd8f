import type { Batch } from '../domain/batch.ts';
import type { EconomyChunk } from '../domain/economy.ts';
import { monthOf } from '../domain/month.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { reserveInMonth } from './budget-of-tenant.ts';
import type { Services } from './context.ts';
import type { HeldChunk } from './hold-chunk.ts';
import { MonthSpent } from './month-spent.ts';

/** What is set aside for a chunk, of the budget of its batch and of that of its tenant. */
export type ChunkReserve = Pick<
  Extract<EconomyChunk['phase'], { is: 'submitting' }>,
  'reservedUsdMicros' | 'reservedInMonth'
>;

export const noReserve: ChunkReserve = { reservedUsdMicros: 0, reservedInMonth: null };

/** How many requests there is money for, and what was set aside for them; `monthSpent` says where it is the month that has none. */
export interface Room {
  readonly count: number;
  readonly reserve: ChunkReserve;
  readonly monthSpent: MonthSpent | null;
}

/**
 * Sets money aside for as many requests as both budgets have room for, by halves: what comes back costs a fraction of its bound and
 * makes room for the others.
 *
 * @param bounds what each can cost at most; empty where nobody knows the price, and nothing is set aside then
 */
export async function roomForChunk(
  services: Services,
  batch: Batch,
  bounds: readonly number[],
  wanted: number,
): Promise<Room> {
  let monthSpent: MonthSpent | null = null;
  for (let count = wanted; count > 0; count = Math.floor(count / 2)) {
    const usdMicros = bounds.slice(0, count).reduce((sum, bound) => sum + bound, 0);
    const ofBatch = batch.budgetUsdMicros === null ? 0 : usdMicros;
    if (ofBatch > 0 && !(await reserveInBatch(services, batch, ofBatch))) continue;
    try {
      const reservedInMonth = await reserveOfTenant(services, batch, usdMicros);
      return { count, reserve: { reservedUsdMicros: ofBatch, reservedInMonth }, monthSpent: null };
    } catch (error) {
      if (ofBatch > 0) await services.batches.settleReserve(refOf(batch), ofBatch, 0);
      if (!(error instanceof MonthSpent)) throw error;
      monthSpent = error;
    }
  }
  return { count: 0, reserve: noReserve, monthSpent };
}

/** Gives back what was set aside for something that was never begun. */
export async function giveBack(
  { batches, usage, clock }: Services,
  { ref }: HeldChunk,
  { reservedUsdMicros, reservedInMonth }: ChunkReserve,
): Promise<void> {
  if (reservedUsdMicros > 0) await batches.settleReserve(ref, reservedUsdMicros, 0);
  if (reservedInMonth === null) return;
  const { month, usdMicros } = reservedInMonth;
  await usage.settle({ tenantId: ref.tenantId, month }, usdMicros, 0, null, clock().getTime());
}

function reserveInBatch({ batches }: Services, batch: Batch, usdMicros: number): Promise<boolean> {
  return batches.reserve(refOf(batch), usdMicros, batch.budgetUsdMicros ?? 0);
}

async function reserveOfTenant(
  services: Services,
  { tenantId }: Batch,
  usdMicros: number,
): Promise<ChunkReserve['reservedInMonth']> {
  const { monthlyBudgetUsdMicros: cap } = await services.settingsInForce(tenantId);
  if (cap === null || usdMicros === 0) return null;
  const month = monthOf(timestampOf(services.clock()));
  await reserveInMonth(services, { tenantId, month }, usdMicros, cap);
  return { month, usdMicros };
}

function refOf({ tenantId, id }: Batch) {
  return { tenantId, batchId: id };
}
