import { costBoundUsdMicros } from '../domain/cost-bound.ts';
import { Fault } from '../domain/fault.ts';
import { costUsdMicros, type ModelPrice, type ModelReply } from '../domain/model-call.ts';
import type { Model } from '../ports/models.ts';
import { NotAsked } from './watched-model.ts';

/** A model that says what it has cost, and is asked no more before a budget is passed. */
export interface BudgetedModel extends Model {
  readonly spending: () => Spending;
}

/** What a run has cost so far, in millionths of a dollar. */
export interface Spending {
  readonly calls: number;
  /** By the tokens that the provider reported; null where nobody knows the price of the model. */
  readonly spentUsdMicros: number | null;
  /** What counts towards the budget: the above, what earlier runs spent, and the bound of calls that told no tokens. */
  readonly chargedUsdMicros: number;
}

/** Thrown instead of asking where a call could pass the budget: nothing was sent and nothing is owed. */
export class BudgetUsedUp extends NotAsked {
  constructor(capUsdMicros: number) {
    super(`the budget of $${capUsdMicros / 1_000_000} does not allow another call`);
  }
}

/**
 * Keeps what is charged within a budget, whatever the order in which replies come in.
 *
 * Before a request its upper bound is reserved: every byte of it as a token, and all the tokens that the reply may have.
 * Its real cost takes that place afterwards, and the whole bound where a reply that may be billed tells no tokens (timed
 * out, or a server without usage). A request that does not fit waits for those in flight, which mostly cost far less than
 * their bound; what does not fit then either is refused. A provider that bills more than the tokens it was allowed, or
 * retries within one call, is beyond what can be known here.
 *
 * @param price null where nobody knows it
 * @param capUsdMicros the budget of a whole job, which may take several runs; null to count only
 * @param chargedBeforeUsdMicros what earlier runs of the job were charged
 * @throws Fault `invalid-request` for a budget without a price
 */
export function budgetedModel(
  model: Model,
  price: ModelPrice | null,
  capUsdMicros: number | null,
  chargedBeforeUsdMicros = 0,
): BudgetedModel {
  if (capUsdMicros !== null && price === null) {
    throw new Fault('invalid-request', `No price is known for the model ${model.name}, so no budget can be kept.`);
  }
  const cap = capUsdMicros ?? Number.POSITIVE_INFINITY;
  let calls = 0;
  let spent = 0;
  let held = chargedBeforeUsdMicros;
  let reserved = 0;
  let inFlight = 0;
  let waiting: (() => void)[] = [];

  const settle = (bound: number): void => {
    reserved -= bound;
    inFlight -= 1;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };

  return {
    name: model.name,
    spending: () => ({
      calls,
      spentUsdMicros: price === null ? null : spent,
      chargedUsdMicros: spent + held,
    }),
    ask: async (request) => {
      const bound = price === null ? 0 : costBoundUsdMicros(request, price);
      while (spent + held + reserved + bound > cap) {
        if (inFlight === 0) throw new BudgetUsedUp(cap);
        await new Promise<void>((wake) => waiting.push(wake));
      }
      reserved += bound;
      inFlight += 1;
      try {
        const reply = await model.ask(request);
        calls += 1;
        if (price !== null) spent += costUsdMicros(reply.call.usage, price);
        if (mayBeBilledUntold(reply)) held += bound;
        return reply;
      } catch (error) {
        if (!(error instanceof Fault)) held += bound;
        throw error;
      } finally {
        settle(bound);
      }
    },
  };
}

/** Whether a call may be on the bill although its reply tells no tokens. */
export function mayBeBilledUntold({ call: { outcome, usage } }: ModelReply): boolean {
  if (usage.inputTokens + usage.outputTokens > 0) return false;
  switch (outcome) {
    case 'answered':
    case 'refused':
    case 'cut-off':
    case 'filtered':
    case 'empty-reply':
    case 'timed-out':
      return true;
    case 'rate-limited':
    case 'quota-exhausted':
    case 'unreachable':
    case 'server-error':
    case 'rejected':
      return false;
  }
}
