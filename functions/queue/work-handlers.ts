import type { ChunkSize } from '../../shared/domain/economy.ts';
import { advanceChunk, type ChunkPolicy } from '../../shared/usecases/advance-chunk.ts';
import type { Services } from '../../shared/usecases/context.ts';
import { evaluatePending, type PendingPolicy } from '../../shared/usecases/evaluate-pending.ts';
import { batchGrader, type RowPolicy } from '../../shared/usecases/grade-batch-rows.ts';
import { gradeSubmission } from '../../shared/usecases/grade-submission.ts';
import { prepareBatch } from '../../shared/usecases/prepare-batch.ts';
import type { WorkHandlers } from './consumer.ts';

/** How economy batches are worked on where it is not as usual. */
export interface EconomyPolicy {
  readonly chunk?: ChunkPolicy;
  readonly size?: ChunkSize;
}

/** What the product does about messages. */
export function workHandlers(
  services: Services,
  policy?: RowPolicy,
  economy: EconomyPolicy = {},
  pending?: PendingPolicy,
): WorkHandlers {
  const grade = batchGrader(services, policy);
  return {
    'prepare-batch': ({ tenantId, batchId }) => prepareBatch(services, { tenantId, batchId }, economy.size),
    'grade-rows': ({ tenantId, batchId, rows }) => grade({ tenantId, batchId }, rows),
    'grade-submission': ({ tenantId, submissionId }) => gradeSubmission(services, { tenantId, submissionId }, pending),
    'advance-chunk': ({ tenantId, batchId, chunk }) =>
      advanceChunk(services, { tenantId, batchId }, chunk, economy.chunk),
    evaluate: ({ tenantId, evaluationId }) => evaluatePending(services, { tenantId, evaluationId }, pending),
  };
}
