import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { eventsOf, type JudgingEvent, onlyNews } from '../../shared/domain/evaluation-event.ts';
import { innermostCause } from '../../shared/domain/fault.ts';
import type { EvaluationRef, PendingEvaluation } from '../../shared/domain/pending-evaluation.ts';
import type { EvaluationNews } from '../../shared/ports/evaluations.ts';
import { awaitEvaluation } from '../../shared/usecases/await-evaluation.ts';
import type { ApiEnvironment, ApiServices } from './environment.ts';
import { evaluationReply, pendingReply } from './evaluation-reply.ts';
import { problemBody, refusalOf } from './problem.ts';

/** What is heard of an evaluation, kept until somebody listens. */
export interface Following {
  to(listener: (event: JudgingEvent) => void): void;
  stop(): void;
}

/** Follows an evaluation from now on. Whoever is to work on it learns by this that verdicts are wanted while they are made. */
export function follow(news: EvaluationNews, ref: EvaluationRef): Following {
  const early: JudgingEvent[] = [];
  let hear: (event: JudgingEvent) => unknown = (event) => early.push(event);
  const stop = news.follow(ref, (event) => event.kind !== 'ended' && hear(event));
  return {
    stop,
    to(listener) {
      for (const event of early.splice(0)) listener(event);
      hear = listener;
    },
  };
}

/** How long a client hears nothing at most, so that nothing between takes the connection for dead. */
export const heartbeatMs = 10_000;
const retryMs = 1_000;

/**
 * Sends the events of an evaluation until it is there, was given up or the time is out. Verdicts that are not those of the
 * evaluation in the end are sent anew before it.
 */
export function evaluationStream(
  c: Context<ApiEnvironment>,
  services: ApiServices,
  found: Evaluation | PendingEvaluation,
  following: Following | null,
  waitMs: number,
): Response {
  return streamSSE(c, async (stream) => {
    const send = senderOf(stream);
    const hear = onlyNews((event) => send(event.kind, dataOf(event)));
    const heartbeat = setInterval(() => send(null, 'still being made'), heartbeatMs);
    const leaving = new AbortController();
    stream.onAbort(() => leaving.abort());
    try {
      if ('state' in found) {
        send('pending', pendingReply(found));
        following?.to(hear);
      }
      const ref = { tenantId: found.tenantId, evaluationId: found.id };
      const made = 'state' in found ? await awaitEvaluation(services, ref, waitMs, leaving.signal) : found;
      if ('state' in made) {
        send('pending', pendingReply(made));
      } else {
        for (const event of eventsOf(made)) hear(event);
        send('evaluation', evaluationReply(made));
      }
    } catch (error) {
      send('problem', problemIn(error, c, services));
    } finally {
      following?.stop();
      clearInterval(heartbeat);
    }
    await send.all();
  });
}

interface Send {
  /** An event, or where it has no name a comment. */
  (event: string | null, data: unknown): void;
  /** Resolves when all of them are out. */
  all(): Promise<void>;
}

// One after the other, however they come.
function senderOf(stream: SSEStreamingApi): Send {
  let number = 0;
  let sending: Promise<unknown> = Promise.resolve();
  const send = (event: string | null, data: unknown): void => {
    sending = sending.then(async () => {
      if (event === null) return void (await stream.write(`: ${String(data)}\n\n`));
      number += 1;
      await stream.writeSSE({ event, data: JSON.stringify(data), id: String(number), retry: retryMs });
    });
  };
  return Object.assign(send, { all: async () => void (await sending) });
}

function dataOf(event: JudgingEvent): unknown {
  switch (event.kind) {
    case 'gate':
      return { gate: event.gate };
    case 'point':
      return event.point;
    case 'misconception':
      return event.misconception;
    case 'dimension':
      return event.dimension;
  }
}

function problemIn(error: unknown, c: Context<ApiEnvironment>, { log }: ApiServices): unknown {
  const requestId = c.get('requestId');
  const refusal = refusalOf(error);
  if (refusal === null) log.bug(requestId, error);
  else if (refusal.name === 'unavailable' && error instanceof Error) log.outage(requestId, innermostCause(error));
  return problemBody(requestId, refusal ?? { name: 'internal-error', detail: 'The error has been logged.' });
}
