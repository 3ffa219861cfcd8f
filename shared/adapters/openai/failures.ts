import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai/core/error';
import { type CallOutcome, type ModelCall, type ModelReply, noTokens } from '../../domain/model-call.ts';

export const notACompletion = 'the body of the reply is not a completion';

/** A call that brought no completion. `isTransient` says whether the same request may succeed later. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  readonly outcome: CallOutcome;
  readonly isTransient: boolean;
  readonly retryAfterMs: number | null;

  constructor(outcome: CallOutcome, detail: string, isTransient: boolean, retryAfterMs: number | null, cause: unknown) {
    super(detail, { cause });
    this.outcome = outcome;
    this.isTransient = isTransient;
    this.retryAfterMs = retryAfterMs;
  }

  asReply(purpose: ModelCall['purpose'], model: string): ModelReply {
    const { outcome, message: detail } = this;
    const call = { purpose, outcome, model, finishReason: null, detail, attempts: 1, latencyMs: 0, usage: noTokens };
    return { text: null, call };
  }
}

/**
 * Names what went wrong. The detail of a refused request starts with the status, then come the provider's error codes; it
 * never holds the message, which may repeat parts of the key or of the answer.
 *
 * @throws the error itself when it is not a failure of the provider or the network, that is, a bug
 */
export function failureFrom(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (error instanceof APIConnectionTimeoutError) {
    return new ModelFailure('timed-out', 'no reply within the time limit', true, null, error);
  }
  if (error instanceof APIConnectionError) {
    return new ModelFailure('unreachable', 'no connection to the provider', true, null, error);
  }
  if (error instanceof APIError && typeof error.status === 'number') {
    const { status } = error;
    const detail = [String(status), error.code, error.type].filter(isCode).join(' ');
    // Some providers filter the question before a model reads it.
    if (status === 400 && error.code === 'content_filter') {
      return new ModelFailure('filtered', detail, false, null, error);
    }
    if (status === 429 && error.code === 'insufficient_quota') {
      return new ModelFailure('quota-exhausted', detail, false, null, error);
    }
    if (status === 429) return new ModelFailure('rate-limited', detail, true, retryAfterMsFrom(error.headers), error);
    if (status >= 500 || status === 408 || status === 409) {
      return new ModelFailure('server-error', detail, true, retryAfterMsFrom(error.headers), error);
    }
    return new ModelFailure('rejected', detail, false, null, error);
  }
  // A body that says it is JSON and is not: the SDK parses it.
  if (error instanceof SyntaxError) return new ModelFailure('server-error', notACompletion, true, null, error);
  if (isBrokenOff(error)) return new ModelFailure('unreachable', 'the reply broke off', true, null, error);
  throw error;
}

// The SDK names connections that are lost before the body. Within it fetch throws a bare TypeError, told from a bug's by
// the coded error of the socket that caused it.
function isBrokenOff(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause;
}

// Some servers put whole sentences where a code belongs.
function isCode(part: unknown): boolean {
  return typeof part === 'string' && /^[\w.-]{1,60}$/.test(part);
}

/** How long the provider wants to be left alone, in ms, from 0 on; null where it does not say. */
export function retryAfterMsFrom(headers: Headers | undefined): number | null {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const after = headers?.get('retry-after') ?? null;
  if (after === null) return null;
  const seconds = Number(after);
  if (seconds >= 0) return seconds * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
