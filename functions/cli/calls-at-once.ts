import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Model } from '../../shared/ports/models.ts';

/**
 * The model, asked at most so much at once: whoever comes then waits for a turn, in order.
 *
 * Replies are handed on one in a turn of the event loop. Reading one takes longer than sending the next request, and
 * whatever came in meanwhile is to be followed by its next request first.
 */
export function callsAtOnce(model: Model, callsMax: number): Model {
  const asked = pLimit(callsMax);
  const handedOn = pLimit(1);
  return {
    name: model.name,
    ask: async (request) => {
      const reply = await asked(() => model.ask(request));
      await handedOn(() => nextTurn());
      return reply;
    },
  };
}

/**
 * How many rows are worked on at once so that so many calls are always under way: as many again are being looked up, read
 * or saved meanwhile, so no more than that are paid for and not kept at any moment, besides those under way. Results
 * wait for those of earlier rows (`waitingMax` in all), so that a slow row doesn't hold up the calls of others.
 */
export function rowsAtOnce(callsMax: number): { readonly concurrency: number; readonly backpressure: number } {
  const concurrency = 2 * callsMax;
  return { concurrency, backpressure: Math.max(concurrency, Math.min(waitingMax, 10 * callsMax)) };
}

const waitingMax = 1_000;
