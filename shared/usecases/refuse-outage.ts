import { failureTexts } from '../evaluation/llm/llm-judgement.ts';
import type { Judged } from './judge-answer.ts';

/** Thrown instead of keeping what a provider that is out of order has left unjudged. */
export class Outage extends Error {
  override readonly name = 'Outage';
}

/**
 * Keeps nothing where no call was answered, and another one may be. What a model refuses or garbles, and what a provider
 * rejects, is an outcome that a person sees.
 *
 * @throws Outage
 */
export function refuseOutage({ judgement }: Pick<Judged, 'judgement'>): void {
  const outcome = judgement.calls.at(-1)?.outcome;
  if (!judgement.doubts.includes('model-unavailable')) return;
  switch (outcome) {
    case 'rate-limited':
    case 'timed-out':
    case 'unreachable':
    case 'server-error':
      throw new Outage(failureTexts[outcome]);
    default:
  }
}
