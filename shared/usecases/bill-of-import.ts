import type { BatchUsage } from '../domain/batch.ts';
import { addUsage, nothingUsed } from '../domain/batch-shard.ts';
import { costUsdMicros, type ModelPrice, type ModelReply } from '../domain/model-call.ts';
import { addUse, type ModelUse, nothingAsked, useOf } from '../domain/model-use.ts';
import type { ProviderProgress } from '../ports/models.ts';
import { mayBeBilledUntold } from './budgeted-model.ts';
import type { AskedRequest } from './chunk-files.ts';

/** What an import was billed. */
export interface ImportBill {
  /** Of every reply that tells tokens or can be on the bill, whatever becomes of it. */
  readonly usage: BatchUsage;
  /** The same as it counts to the month of the tenant. */
  readonly use: ModelUse;
  /** What of the money that was set aside is not given back: beside the cost, the bound of what is billed untold. */
  readonly chargedUsdMicros: number;
}

/**
 * Reckons what was asked as the provider bills it: replies by their tokens, and those without any by the bound of their
 * request. So does a line of a completed batch that did not come back, because its file may be what was lost; where a
 * batch was cut short such a line was not run.
 *
 * @param price null where nobody knows it; nothing is charged then
 */
export function billOfImport(
  asked: readonly AskedRequest[],
  came: ReadonlyMap<string, { readonly reply: ModelReply }>,
  how: Extract<ProviderProgress, { state: 'ended' }>['how'],
  price: ModelPrice | null,
): ImportBill {
  let usage = nothingUsed;
  let use = nothingAsked;
  let chargedUsdMicros = 0;
  for (const { id, boundUsdMicros } of asked) {
    const reply = came.get(id)?.reply;
    if (reply === undefined) {
      if (how === 'completed') chargedUsdMicros += boundUsdMicros;
      continue;
    }
    const { call } = reply;
    const isTold = call.usage.inputTokens + call.usage.outputTokens > 0;
    // The provider says of a line that it had no time for: it was not run.
    const isUntold = mayBeBilledUntold(reply) && call.outcome !== 'timed-out';
    if (!isTold && !isUntold) continue;
    const cost = price === null ? null : costUsdMicros(call.usage, price);
    usage = addUsage(usage, { calls: 1, ...call.usage, costUsdMicros: cost });
    use = addUse(use, useOf(call, price !== null));
    chargedUsdMicros += isUntold ? boundUsdMicros : (cost ?? 0);
  }
  return { usage, use, chargedUsdMicros };
}
