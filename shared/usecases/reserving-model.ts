import { costBoundUsdMicros } from '../domain/cost-bound.ts';
import { Fault } from '../domain/fault.ts';
import { costUsdMicros, type ModelCall, type ModelPrice } from '../domain/model-call.ts';
import type { Model } from '../ports/models.ts';
import { mayBeBilledUntold } from './budgeted-model.ts';

/**
 * Sets aside the most that a call can cost, 0 where nobody knows the price. What it gives back is called once with what the call
 * did cost, and with its record; null where there is none.
 *
 * @throws Fault where the call may not be made
 */
export type SetMoneyAside = (
  boundUsdMicros: number,
) => Promise<(paidUsdMicros: number, call: ModelCall | null) => Promise<void>>;

/**
 * A model for whose calls money is set aside before they are made. What a call did not cost is given back after it; what may have
 * been paid for stays set aside: that of a reply that tells no tokens, and of a call that ended in a bug. What was not sent
 * costs nothing.
 */
export function reservingModel(model: Model, price: ModelPrice | null, setAside: SetMoneyAside): Model {
  return {
    name: model.name,
    ask: async (request, hear) => {
      const bound = price === null ? 0 : costBoundUsdMicros(request, price);
      const settle = await setAside(bound);
      const reply = await model.ask(request, hear).catch(async (error: unknown) => {
        await settle(error instanceof Fault ? 0 : bound, null);
        throw error;
      });
      const paid = price === null ? 0 : costUsdMicros(reply.call.usage, price);
      await settle(mayBeBilledUntold(reply) ? bound : paid, reply.call);
      return reply;
    },
  };
}
