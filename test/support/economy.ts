import { expect } from 'vitest';
import type * as z from 'zod';
import { BatchReply, BatchRowPage } from '../../functions/api/contracts/batches.ts';
import type { EconomyPolicy } from '../../functions/queue/work-handlers.ts';
import { openAiModel } from '../../shared/adapters/openai/openai-model.ts';
import { openAiBatches } from '../../shared/adapters/openai/provider-batches.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { BatchId, EvaluationId } from '../../shared/domain/ids.ts';
import type { BatchRef } from '../../shared/ports/batches.ts';
import { type ChunkPolicy, defaultChunkPolicy } from '../../shared/usecases/advance-chunk.ts';
import { sweepBatches } from '../../shared/usecases/sweep-batches.ts';
import { bodyOf, type Caller, type CallerChoices, type TestApi, useApi } from './api.ts';
import { type BatchServer, type Finish, useBatchServer } from './batch-server.ts';

/** Looks again at once whenever it is asked to. */
export const eagerPolicy: ChunkPolicy = { ...defaultChunkPolicy, pollAfterMs: 0, roomAfterMs: 0 };

const questions = [
  {
    question: 'What does a cache do?',
    reference_answer: 'A cache keeps copies of slow data close by. Stale copies are its price.',
    answers: ['It keeps copies of slow data close by, and stale copies are the price', 'It keeps copies close by'],
  },
  {
    question: 'What does a database index do?',
    reference_answer: 'An index makes reads faster by avoiding full scans. Writes become slower.',
    answers: ['Reads get faster by avoiding full scans, while writes become slower', 'It avoids full scans of tables'],
  },
];

/** Rows with answers that differ from each other, to two questions in turn. */
export function economyRows(count: number): Record<string, string>[] {
  return Array.from({ length: count }, (_, index) => {
    const { answers, ...asked } = questions[index % 2] ?? { answers: [], question: '', reference_answer: '' };
    return {
      ...asked,
      candidate: `c${index + 1}`,
      answer: `${answers[Math.floor(index / 2) % 2]}, as in case ${index}.`,
    };
  });
}

export interface Economy extends Pick<TestApi, 'table'> {
  readonly server: BatchServer;
  /** A caller whose model and Batch API are those of the scripted server. */
  newCaller(work?: EconomyPolicy | null, choices?: CallerChoices): Promise<Caller>;
  start(caller: Caller, body: Record<string, unknown>): Promise<BatchRef>;
  read(caller: Caller, ref: BatchRef): Promise<BatchRead>;
  rows(caller: Caller, ref: BatchRef): Promise<RowsRead>;
  evaluations(caller: Caller, ref: BatchRef): Promise<Evaluation[]>;
  /** Sweeps, and waits until nobody works any more. */
  sweep(caller: Caller): Promise<void>;
  /** Lets the provider end what it has, and sweeps, until the batch is over. */
  toTheEnd(caller: Caller, ref: BatchRef, how?: Finish): Promise<BatchRead>;
}

type BatchRead = z.infer<typeof BatchReply>;
type RowsRead = z.infer<typeof BatchRowPage>['items'];

const sweepsMax = 20;

/** The real app on an embedded table, with a scripted Batch API at the edge of the network. */
export function useEconomy(): Economy {
  const api = useApi();
  const server = useBatchServer();
  const read: Economy['read'] = async (caller, { batchId }) =>
    bodyOf(await caller.get(`/v1/batches/${batchId}`), 200, BatchReply);
  const sweep: Economy['sweep'] = async (caller) => {
    const { batches } = caller.services;
    // Those of other tests are looked after by others.
    const active = async () => (await batches.active()).filter(({ tenantId }) => tenantId === caller.tenantId);
    await sweepBatches({ ...caller.services, batches: { ...batches, active } });
    await caller.idle();
  };
  const rows: Economy['rows'] = async (caller, { batchId }) =>
    bodyOf(await caller.get(`/v1/batches/${batchId}/rows?limit=100`), 200, BatchRowPage).items;
  return {
    table: api.table,
    server,
    read,
    sweep,
    rows,
    newCaller: (work = {}, { services, ...choices } = {}) =>
      api.newCaller({
        ...choices,
        work: work === null ? null : { chunk: eagerPolicy, ...work },
        services: {
          model: openAiModel(server.settings()),
          providerBatches: openAiBatches(server.settings()),
          ...services,
        },
      }),
    async start(caller, body) {
      const batch = bodyOf(await caller.post('/v1/batches', { mode: 'economy', ...body }), 202, BatchReply);
      await caller.idle();
      return { tenantId: caller.tenantId, batchId: BatchId.parse(batch.id) };
    },
    async evaluations(caller, ref) {
      const ids = (await rows(caller, ref)).flatMap(({ evaluationId }) => evaluationId ?? []);
      const found = await Promise.all(
        ids.map((id) => caller.services.evaluations.find(caller.tenantId, EvaluationId.parse(id))),
      );
      return found.filter((evaluation) => evaluation !== undefined);
    },
    async toTheEnd(caller, ref, how) {
      for (let sweeps = 0; sweeps < sweepsMax; sweeps += 1) {
        server.finish(how);
        await sweep(caller);
        const batch = await read(caller, ref);
        if (!['preparing', 'grading'].includes(batch.state)) return batch;
      }
      return expect.fail(`The batch is not over after ${sweepsMax} sweeps`);
    },
  };
}
