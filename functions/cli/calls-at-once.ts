import pLimit from 'p-limit';
import type { Model } from '../../shared/ports.ts';

/** The model, asked at most so much at once: whoever comes then waits for a turn, in order. */
export function callsAtOnce(model: Model, callsMax: number): Model {
  const limit = pLimit(callsMax);
  return { name: model.name, ask: (request) => limit(() => model.ask(request)) };
}

/**
 * How many rows are worked on at once so that so many calls are always under way: as many again are being looked up,
 * read or saved meanwhile. Results wait for those of earlier rows (`waitingMax` in all), so that a slow row doesn't hold up
 * the calls of others.
 */
export function rowsAtOnce(callsMax: number): { readonly concurrency: number; readonly backpressure: number } {
  const concurrency = 2 * callsMax;
  return { concurrency, backpressure: Math.max(concurrency, Math.min(waitingMax, 10 * callsMax)) };
}

const waitingMax = 1_000;
