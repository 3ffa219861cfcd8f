import { handle } from '../../functions/queue/consumer.ts';
import { workHandlers } from '../../functions/queue/work-handlers.ts';
import { wireServices } from '../../functions/wire.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import { type BatchShard, countsOf, usageOfShards } from '../../shared/domain/batch-shard.ts';
import { guessedMapping } from '../../shared/domain/column-mapping.ts';
import { KeyId } from '../../shared/domain/ids.ts';
import type { ModelCall, ModelPrice, ModelReply, ModelRequest } from '../../shared/domain/model-call.ts';
import { scopes } from '../../shared/domain/principal.ts';
import type { WorkMessage } from '../../shared/domain/work-message.ts';
import type { BatchRef } from '../../shared/ports/batches.ts';
import type { Model } from '../../shared/ports/models.ts';
import type { Context, Services } from '../../shared/usecases/context.ts';
import type { RowPolicy } from '../../shared/usecases/grade-batch-rows.ts';
import { keepText } from '../../shared/usecases/sign-upload.ts';
import { type StartBatchInput, startBatch } from '../../shared/usecases/start-batch.ts';
import { useBackground } from './background.ts';
import { reportOn } from './stub-report.ts';
import { newTenant, useTable } from './table.ts';

export type Handle = (message: WorkMessage) => Promise<void>;

/** One tenant's engine whose queue keeps what is sent until the test hands it over, in whatever order and to whom it likes. */
export interface BatchEngine {
  readonly context: Context;
  /** What was sent and not taken, oldest first. */
  readonly sent: WorkMessage[];
  advance(ms: number): void;
  start(rows: readonly Record<string, unknown>[], changes?: Partial<StartBatchInput>): Promise<BatchRef>;
  /** A worker in a process of its own: it shares the table with others and nothing else. */
  worker(changes?: (services: Services) => Partial<Services>, policy?: RowPolicy): Handle;
  /** Takes all messages out of the queue and has them worked on, one by one, until none is left. */
  workOff(handle?: Handle): Promise<void>;
  find(ref: BatchRef): Promise<Batch>;
  state(ref: BatchRef): Promise<{ batch: Batch; shards: readonly BatchShard[] } & ReturnType<typeof progressOf>>;
}

/** Engines on a table of this test file. */
export function useBatchEngine(): (choices?: { model?: Model | null; price?: ModelPrice }) => BatchEngine {
  const table = useTable();
  const newBackground = useBackground();
  return ({ model = null, price } = {}) => {
    const sent: WorkMessage[] = [];
    const queue = { send: async (messages: readonly WorkMessage[]) => void sent.push(...messages) };
    const { files } = newBackground();
    let aheadMs = 0;
    const clock = (): Date => new Date(Date.now() + aheadMs);
    const newServices = (): Services => ({
      ...wireServices({ model: null }, table.client(), { queue, files }),
      ...{ model, clock },
      ...(price !== undefined && { priceOf: () => price }),
    });
    const principal = { tenantId: newTenant(), keyId: KeyId.parse('0123456789abcdef'), scopes };
    const context = { ...newServices(), principal };
    const worker: BatchEngine['worker'] = (changes = () => ({}), policy) => {
      const services = newServices();
      const handlers = workHandlers({ ...services, ...changes(services) }, policy);
      return (message) => handle(handlers, message);
    };
    const find: BatchEngine['find'] = async ({ tenantId, batchId }) => {
      const batch = await context.batches.find(tenantId, batchId);
      if (batch === undefined) throw new Error('There is no such batch');
      return batch;
    };
    return {
      ...{ context, sent, worker, find },
      advance(ms) {
        aheadMs += ms;
      },
      async start(rows, changes = {}) {
        const uploadId = await keepText(context, rows.map((row) => JSON.stringify(row)).join('\n'));
        const usual = {
          name: null,
          sheetName: null,
          mapping: guessedMapping,
          judge: null,
          mode: 'standard',
          budgetUsdMicros: null,
        } as const;
        const batch = await startBatch(context, { ...usual, uploadId, format: 'jsonl', ...changes });
        return { tenantId: batch.tenantId, batchId: batch.id };
      },
      async workOff(handle = worker()) {
        for (let message = sent.shift(); message !== undefined; message = sent.shift()) await handle(message);
      },
      async state(ref) {
        const [batch, shards] = [await find(ref), await context.batches.shards(ref)];
        return { batch, shards, ...progressOf(shards, clock().getTime()) };
      },
    };
  };
}

function progressOf(shards: readonly BatchShard[], nowMs: number) {
  return { counts: countsOf(shards, nowMs), usage: usageOfShards(shards) };
}

/** Rows with these answers to one question; what is the same is the same work. */
export function rowsWith(answers: readonly string[]): Record<string, unknown>[] {
  return answers.map((answer, index) => ({
    question: 'What does a cache do?',
    reference_answer: 'A cache keeps copies of slow data close by.',
    key_points: ['It keeps copies of slow data close by.'],
    candidate: `candidate-${index + 1}`,
    answer,
  }));
}

/** As many answers that differ, each a good one. */
export function goodAnswers(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `It keeps copies of slow data close by, says person ${index + 1}.`,
  );
}

export const tokensOfCall = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 20 };

/** A model that reports on words and remembers what it was asked; `act` may do something before, or reply otherwise. */
export function wordModel(
  act: (request: ModelRequest, nth: number) => Promise<Partial<ModelCall> | undefined> | undefined = () => undefined,
): Model & { readonly asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    name: 'word-model',
    asked,
    async ask(request) {
      asked.push(request);
      const changes = await act(request, asked.length);
      return replyTo(request, changes ?? {});
    },
  };
}

function replyTo(request: ModelRequest, changes: Partial<ModelCall>): ModelReply {
  const answered: ModelCall = {
    ...{ purpose: request.purpose, outcome: 'answered', model: 'word-model', finishReason: 'stop', detail: null },
    ...{ attempts: 1, latencyMs: 1, usage: tokensOfCall },
  };
  const call = { ...answered, ...changes };
  return { text: call.outcome === 'answered' ? JSON.stringify(reportOn(request.messages)) : null, call };
}
