import { Fault } from '../domain/fault.ts';
import type { ModelCall } from '../domain/model-call.ts';
import type { Model } from '../ports.ts';

/** A model that is asked no more once its provider refuses for a reason that no retry mends. */
export interface WatchedModel extends Model {
  /** What the provider refuses with and what a person can do about it; null where it last did otherwise. */
  readonly refusal: () => string | null;
}

/** Thrown instead of asking a provider that is known to refuse: nothing was sent and nothing is owed. */
export class NotAsked extends Fault {
  constructor(refusal: string) {
    super('unavailable', `not tried, because ${refusal}`);
  }
}

/**
 * Watches a model for the time of one run over many answers, so that a wrong key costs a call or two, not one an answer.
 *
 * Repairs go through even then: they follow a reply that was paid for.
 *
 * @returns a model whose `ask` throws `NotAsked` as soon as the provider has refused for good
 */
export function watchedModel(model: Model): WatchedModel {
  let latest: Refusal | null = null;
  let inARow = 0;
  let final: Refusal | null = null;
  let hasAnswered = false;
  return {
    name: model.name,
    // One that came last among answers says nothing of the provider.
    refusal: () => (final ?? (hasAnswered ? null : latest))?.text ?? null,
    ask: async (request) => {
      if (final !== null && request.purpose !== 'repair') throw new NotAsked(final.text);
      const reply = await model.ask(request);
      latest = refusalIn(reply.call);
      hasAnswered ||= reply.call.outcome === 'answered';
      inARow = latest === null ? 0 : inARow + 1;
      // Calls run side by side: an answer to an earlier one may still come in and undoes nothing.
      if (latest !== null && inARow >= latest.enough) final ??= latest;
      return reply;
    },
  };
}

interface Refusal {
  readonly text: string;
  /** How many in a row show that it is not about one answer. */
  readonly enough: number;
}

const quotaUsedUp: Refusal = { text: 'the quota at the provider is used up: raise it, or wait for it', enough: 1 };

// Some providers answer 403 to a single text that they will not moderate: no candidate may stop the grading of others.
const refusalByStatus: Readonly<Record<string, Refusal>> = {
  '401': { text: 'the provider answered 401: check OPENAI_API_KEY', enough: 1 },
  '402': { text: 'the provider answered 402: the account has no credit left', enough: 1 },
  '403': { text: 'the provider answered 403: check what OPENAI_API_KEY may use, and OPENAI_MODEL', enough: 3 },
  '404': { text: 'the provider answered 404: check OPENAI_MODEL and OPENAI_BASE_URL', enough: 1 },
};

function refusalIn({ outcome, detail }: ModelCall): Refusal | null {
  if (outcome === 'quota-exhausted') return quotaUsedUp;
  if (outcome !== 'rejected') return null;
  const [status = ''] = /^\d{3}\b/.exec(detail ?? '') ?? [];
  return refusalByStatus[status] ?? null;
}
