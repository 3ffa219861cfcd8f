import type { OpenAiSettings } from '../../shared/adapters/openai/openai-model.ts';
import type { RowPolicy } from '../../shared/usecases/grade-batch-rows.ts';
import type { SweepPolicy } from '../../shared/usecases/sweep-batches.ts';

/** What a worker of the chaos test is started with. */
export interface WorkerSettings {
  readonly seed: number;
  readonly folder: string;
  readonly endpoint: string;
  readonly tableName: string;
  readonly modelUrl: string;
  /** Null for the queue in the worker's own memory. */
  readonly sqs: {
    readonly queueUrl: string;
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  } | null;
}

/** What a worker tells its parent. */
export type WorkerTells =
  | { readonly kind: 'ready' | 'outage' | 'refused-write' | 'dropped-message' | 'repeated-message' }
  | { readonly kind: 'bug'; readonly text: string };

/** How many messages a worker has in hand at once, at most, of either queue. */
export const workersAtOnce = 8;

/** Short, so that what a killed worker had in hand is found again while one watches. */
export const policies = {
  row: { leaseMs: 6_000, attemptsMax: 8, retryAfterSeconds: 1 } satisfies RowPolicy,
  sweep: { stalledAfterMs: 1_000 } satisfies SweepPolicy,
  sweepEveryMs: 300,
};

export function modelOf(baseUrl: string): OpenAiSettings {
  return {
    apiKey: 'sk-chaos',
    baseUrl,
    model: 'gpt-5-mini',
    requestTimeoutMs: 1_500,
    deadlineMs: 3_000,
    retries: 3,
    backoffMs: 50,
    isPooled: true,
    requestsPerMinute: null,
    tokensPerMinute: null,
  };
}
