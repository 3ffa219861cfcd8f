import type { BatchStore } from '../../ports/batches.ts';
import type { TableClient } from './client.ts';
import { keys } from './keys.ts';
import { addMore, addWithinCap, type More, readSetAside, spendingOf } from './set-aside.ts';

/** The money that is set aside for a batch, in one item. */
export function dynamoBatchReserve(
  table: TableClient,
): Pick<BatchStore, 'reserve' | 'settleReserve' | 'reserved' | 'reserveCall' | 'settleCall' | 'spending'> {
  return {
    reserve: (ref, usdMicros, capUsdMicros) =>
      addWithinCap(table, keys.batchReserve(ref), { setAsideUsdMicros: usdMicros }, capUsdMicros),
    settleReserve: (ref, reservedUsdMicros, paidUsdMicros) =>
      addMore(table, keys.batchReserve(ref), { setAsideUsdMicros: paidUsdMicros - reservedUsdMicros }),
    reserved: async (ref) => (await readSetAside(table, keys.batchReserve(ref))).setAsideUsdMicros,
    reserveCall: (ref, usdMicros, capUsdMicros, nowMs) =>
      addWithinCap(table, keys.batchReserve(ref), inFlight(usdMicros, usdMicros), capUsdMicros, nowMs),
    settleCall: (ref, reservedUsdMicros, paidUsdMicros, nowMs) =>
      addMore(table, keys.batchReserve(ref), inFlight(paidUsdMicros - reservedUsdMicros, -reservedUsdMicros), nowMs),
    spending: async (ref) => spendingOf(await readSetAside(table, keys.batchReserve(ref))),
  };
}

function inFlight(setAsideUsdMicros: number, inFlightUsdMicros: number): More {
  return { setAsideUsdMicros, inFlightUsdMicros };
}
