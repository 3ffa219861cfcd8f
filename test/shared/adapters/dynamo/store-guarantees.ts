import type { TestTable } from '../../../support/table.ts';
import { apiKeyGuarantees } from './api-key-guarantees.ts';
import { assessmentGuarantees } from './assessment-guarantees.ts';
import { auditGuarantees } from './audit-guarantees.ts';
import { calibrationGuarantees } from './calibration-guarantees.ts';
import { chunkGuarantees } from './chunk-guarantees.ts';
import { evaluationGuarantees } from './evaluation-guarantees.ts';
import { humanMarkGuarantees } from './human-mark-guarantees.ts';
import { idempotencyGuarantees } from './idempotency-guarantees.ts';
import { judgementGuarantees } from './judgement-guarantees.ts';
import { listGuarantees } from './list-guarantees.ts';
import { pendingEvaluationGuarantees } from './pending-evaluation-guarantees.ts';
import { questionGuarantees } from './question-guarantees.ts';
import { regradeGuarantees } from './regrade-guarantees.ts';
import { settingsGuarantees } from './settings-guarantees.ts';
import { storageGuarantees } from './storage-guarantees.ts';
import { submissionGuarantees } from './submission-guarantees.ts';
import { webhookGuarantees } from './webhook-guarantees.ts';

/** All that the stores promise, on whatever DynamoDB the table is. */
export function storeGuarantees(table: TestTable): void {
  questionGuarantees(table);
  evaluationGuarantees(table);
  pendingEvaluationGuarantees(table);
  listGuarantees(table);
  judgementGuarantees(table);
  humanMarkGuarantees(table);
  calibrationGuarantees(table);
  regradeGuarantees(table);
  assessmentGuarantees(table);
  submissionGuarantees(table);
  chunkGuarantees(table);
  apiKeyGuarantees(table);
  webhookGuarantees(table);
  idempotencyGuarantees(table);
  auditGuarantees(table);
  settingsGuarantees(table);
  storageGuarantees(table);
}
