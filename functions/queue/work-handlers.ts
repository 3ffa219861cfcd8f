import type { Services } from '../../shared/usecases/context.ts';
import { batchGrader, type RowPolicy } from '../../shared/usecases/grade-batch-rows.ts';
import { prepareBatch } from '../../shared/usecases/prepare-batch.ts';
import type { WorkHandlers } from './consumer.ts';

/** What the product does about messages. */
export function workHandlers(services: Services, policy?: RowPolicy): WorkHandlers {
  const grade = batchGrader(services, policy);
  return {
    'prepare-batch': ({ tenantId, batchId }) => prepareBatch(services, { tenantId, batchId }),
    'grade-rows': ({ tenantId, batchId, rows }) => grade({ tenantId, batchId }, rows),
  };
}
