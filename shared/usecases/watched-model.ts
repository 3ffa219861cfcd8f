import { Fault } from '../domain/fault.ts';
import type { ModelCall, ModelRequest } from '../domain/model-call.ts';
import type { Model } from '../ports/models.ts';

/** A model that is asked no more once its provider refuses for good, or has failed too often in a row. */
export interface WatchedModel extends Model {
  /** What was wrong with the provider and what a person can do about it; null where it is sound, or was asked nothing. */
  readonly refusal: () => string | null;
}

/** Thrown instead of asking a provider that is known to refuse: nothing was sent and nothing is owed. */
export class NotAsked extends Fault {
  constructor(refusal: string) {
    super('unavailable', `not tried, because ${refusal}`);
  }
}

const failuresMax = 5;
const failuresMaxOnceAnswered = 25;

/**
 * Watches a model for the time of one run over many answers, so that a wrong key costs a call or two, not one an answer.
 *
 * Failures that may pass (no connection, rate limits, errors of the server) end the run for the model after 5 calls in a
 * row where none was ever answered, and after 25 where it has answered before: an outage of a minute must not, and one of
 * hours should not cost a wait an answer. What was not tried costs nothing and can be tried in another run.
 *
 * Repairs and re-asks go through even then: they follow a reply that was paid for.
 *
 * @returns a model whose `ask` throws `NotAsked` as soon as the provider has refused for good or failed too often
 */
export function watchedModel(model: Model): WatchedModel {
  let latest: Trouble | null = null;
  let inARow = 0;
  let alikeInARow = 0;
  let final: Trouble | null = null;
  let hasAnswered = false;
  return {
    name: model.name,
    // One that came last among answers says nothing of the provider.
    refusal: () => (final ?? (hasAnswered ? null : latest))?.text ?? null,
    ask: async (request) => {
      if (final !== null && !isFollowUp(request)) throw new NotAsked(final.text);
      const reply = await model.ask(request);
      const trouble = troubleIn(reply.call);
      hasAnswered ||= reply.call.outcome === 'answered';
      inARow = trouble === null ? 0 : inARow + 1;
      alikeInARow = trouble === null ? 0 : trouble.text === latest?.text ? alikeInARow + 1 : 1;
      latest = trouble;
      const isTooMuch = inARow >= (hasAnswered ? failuresMaxOnceAnswered : failuresMax);
      // Calls run side by side: an answer to an earlier one may still come in and undoes nothing.
      if (trouble !== null && (isTooMuch || alikeInARow >= trouble.enough)) final ??= trouble;
      return reply;
    },
  };
}

function isFollowUp({ purpose }: ModelRequest): boolean {
  return purpose === 'repair' || purpose === 're-ask';
}

/** What is wrong with a provider. */
export interface Trouble {
  /** And what a person can do about it. */
  readonly text: string;
  /** How many alike in a row show that it is not about one answer and will not pass. */
  readonly enough: number;
  /** Whether it may be about the one answer that was asked about, however long one waits. */
  readonly isOfRow: boolean;
}

const quotaUsedUp: Trouble = {
  text: 'the quota at the provider is used up: raise it, or wait for it',
  enough: 1,
  isOfRow: false,
};

// Some providers answer 403 to a single text that they will not moderate: no candidate may stop the grading of others.
const refusalByStatus: Readonly<Record<string, Trouble>> = {
  '401': { text: 'the provider answered 401: check OPENAI_API_KEY', enough: 1, isOfRow: false },
  '402': { text: 'the provider answered 402: the account has no credit left', enough: 1, isOfRow: false },
  '403': {
    text: 'the provider answered 403: check what OPENAI_API_KEY may use, and OPENAI_MODEL',
    enough: 3,
    isOfRow: true,
  },
  '404': { text: 'the provider answered 404: check OPENAI_MODEL and OPENAI_BASE_URL', enough: 1, isOfRow: false },
};

/**
 * What a call tells of its provider; null where it is sound. A reply that is refused, cut off, filtered or empty is a reply: it
 * says something of one answer.
 */
export function troubleIn({ outcome, detail }: ModelCall): Trouble | null {
  const [status = null] = /^\d{3}\b/.exec(detail ?? '') ?? [];
  switch (outcome) {
    case 'answered':
    case 'refused':
    case 'cut-off':
    case 'filtered':
    case 'empty-reply':
      return null;
    case 'quota-exhausted':
      return quotaUsedUp;
    case 'rejected':
      return (
        refusalByStatus[status ?? ''] ??
        passing(
          `the provider rejected the requests (${status ?? 'no status'}): check OPENAI_MODEL and OPENAI_BASE_URL`,
          true,
        )
      );
    case 'rate-limited':
      return passing('the provider answered 429: it limits requests; ask fewer at once, or later');
    case 'timed-out':
      return passing('the provider did not reply in time: raise OPENAI_TIMEOUT_MS, or try later');
    case 'unreachable':
      return passing('the provider could not be reached: check OPENAI_BASE_URL and the network');
    case 'server-error':
      return status === null
        ? passing('what the provider sent is no reply of a model: check OPENAI_BASE_URL')
        : passing(`the provider answered ${status}: try later`);
  }
}

function passing(text: string, isOfRow = false): Trouble {
  return { text, enough: Number.POSITIVE_INFINITY, isOfRow };
}
