import { BatchId, TenantId } from '../../shared/domain/ids.ts';
import type { WorkMessage } from '../../shared/domain/work-message.ts';

/** A batch that only messages speak of. */
export const someBatch = {
  tenantId: TenantId.parse('acme'),
  batchId: BatchId.parse('bat_0123456789abcdefghjkmnpqrs'),
};

export function gradeRows(rows: number[]): Extract<WorkMessage, { kind: 'grade-rows' }> {
  return { kind: 'grade-rows', ...someBatch, rows };
}

export const prepareBatch: WorkMessage = { kind: 'prepare-batch', ...someBatch };
