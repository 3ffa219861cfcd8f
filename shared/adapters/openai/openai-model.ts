import { setTimeout as sleep } from 'node:timers/promises';
import { APIError } from 'openai/core/error';
import pRetry, { AbortError } from 'p-retry';
import type { ModelReply, ModelRequest } from '../../domain/model-call.ts';
import type { Model } from '../../ports/models.ts';
import { completionsOf } from './completions.ts';
import { adaptedDialect, bodyIn, fullDialect, streamedBodyIn } from './dialect.ts';
import { failureFrom, ModelFailure, retryAfterMsFrom } from './failures.ts';
import { toldLimits } from './limit-headers.ts';
import { replyFrom } from './replies.ts';
import { sendQueue } from './send-queue.ts';

export interface OpenAiSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  /** The longest that one HTTP request may take. */
  readonly requestTimeoutMs: number;
  /** The longest that one call may take with all its retries. An evaluation waits for up to three: to judge, to repair, to re-ask. */
  readonly deadlineMs: number;
  /** HTTP requests beyond the first, at most. */
  readonly retries: number;
  /** The shortest wait before the first retry; it doubles with each. */
  readonly backoffMs: number;
  /** Connections of our own instead of the global `fetch`, which takes several times the time: see `pooledPost`. */
  readonly isPooled: boolean;
  /** What the provider allows, where that is known beforehand; null where it is not. What its replies tell is obeyed too. */
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
}

/**
 * A model behind any server that speaks the OpenAI chat completions API.
 *
 * Retries live here and nowhere else: rate limits (as long as Retry-After says, if that fits the deadline), 5xx, 408,
 * 409, time-outs and lost connections, with exponential back-off and jitter. Asking again is safe: a completion changes
 * nothing but the bill. Refusals, cut-off replies, exhausted quotas and rejected requests are not retried. A server that
 * does not know a part of our requests (schemas, temperature ...) is asked without it from then on.
 *
 * The model has one queue for all who ask it: requests wait, in order, for what the settings and the provider's replies
 * allow, rather than be refused. Waiting there counts neither as the time of a call nor against its deadline.
 */
export function openAiModel(settings: OpenAiSettings): Model {
  let dialect = fullDialect;
  const queue = sendQueue(settings, settings.deadlineMs);
  const complete = completionsOf(settings);

  const ask: Model['ask'] = async (request, hear) => {
    const startedAt = performance.now();
    let queuedMs = 0;
    const takenMs = (): number => performance.now() - startedAt - queuedMs;
    const remainingMs = (): number => settings.deadlineMs - takenMs();
    const reckoned = reckonedTokens(request);
    let attempts = 0;
    let earlier: ModelFailure | null = null;

    const attempt = async (): Promise<ModelReply> => {
      for (let spoken = dialect; ; ) {
        const turn = await queue.turn(reckoned);
        queuedMs += turn.waitedMs;
        attempts += 1;
        try {
          // Timers take no fractions.
          const timeout = Math.max(1, Math.ceil(Math.min(settings.requestTimeoutMs, remainingMs())));
          const body = (hear === undefined ? bodyIn : streamedBodyIn)(spoken, settings.model, request);
          const { completion, headers } = await complete(body, timeout, hear);
          dialect = spoken;
          const reply = replyFrom(completion, request.purpose, settings.model);
          const { inputTokens, outputTokens } = reply.call.usage;
          turn.replied(inputTokens + outputTokens || reckoned, toldLimits(headers));
          return reply;
        } catch (error) {
          if (error instanceof APIError && error.status === 429) {
            turn.refused(retryAfterMsFrom(error.headers), toldLimits(error.headers ?? new Headers()));
          }
          const adapted = adaptedDialect(spoken, error);
          if (adapted === null) throw failureFrom(error);
          // Learnt for the calls to come only when the server takes it: it may have meant something else.
          spoken = adapted;
        }
      }
    };

    const finish = (reply: ModelReply): ModelReply => ({
      ...reply,
      call: { ...reply.call, attempts, latencyMs: Math.round(takenMs()) },
    });

    try {
      const reply = await pRetry(
        async () => {
          try {
            return await attempt();
          } catch (error) {
            if (!(error instanceof ModelFailure) || !error.isTransient) throw new AbortError(asError(error));
            // A last try that the deadline cut short tells less than the failure that it was to mend.
            if (error.outcome === 'timed-out' && remainingMs() <= 0 && earlier !== null) throw new AbortError(earlier);
            earlier = error;
            throw error;
          }
        },
        {
          retries: settings.retries,
          minTimeout: settings.backoffMs,
          factor: 2,
          maxTimeout: 8_000,
          randomize: true,
          shouldRetry: async ({ error }) => {
            const waitMs = error instanceof ModelFailure ? (error.retryAfterMs ?? 0) : 0;
            // This also bounds the tries in time: p-retry would count waiting for a turn too.
            if (waitMs >= remainingMs()) return false;
            await sleep(waitMs);
            return true;
          },
        },
      );
      return finish(reply);
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      return finish(error.asReply(request.purpose, settings.model));
    }
  };

  return { name: settings.model, ask };
}

const charsPerToken = 4;

// As providers reckon it when a request comes in: what is sent, and all that may be replied.
function reckonedTokens({ messages, outputTokensMax }: ModelRequest): number {
  const chars = messages.reduce((sum, { content }) => sum + content.length, 0);
  return Math.ceil(chars / charsPerToken) + outputTokensMax;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A value that is no Error was thrown.', { cause: error });
}
