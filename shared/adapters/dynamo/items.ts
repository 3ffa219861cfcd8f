import { ZodError, type ZodType, z } from 'zod';
import { ApiKey } from '../../domain/api-key.ts';
import { Assessment } from '../../domain/assessment.ts';
import { AuditEntry, AuditHead } from '../../domain/audit.ts';
import { Batch } from '../../domain/batch.ts';
import { BatchRow, RowFailure } from '../../domain/batch-row.ts';
import { CalibrationInForce } from '../../domain/calibration-in-force.ts';
import { EconomyChunk } from '../../domain/economy.ts';
import { Erasure } from '../../domain/erasure.ts';
import { Evaluation, Judgement } from '../../domain/evaluation.ts';
import { KeptRequest } from '../../domain/idempotency.ts';
import { Invitation } from '../../domain/invitation.ts';
import { KeptMark } from '../../domain/kept-mark.ts';
import { PendingEvaluation } from '../../domain/pending-evaluation.ts';
import { Question } from '../../domain/question.ts';
import { Regrade, RegradedAnswer, RegradeEntry, RegradeRecord } from '../../domain/regrade.ts';
import { ReviewEntry } from '../../domain/review.ts';
import { Draft, Submission } from '../../domain/submission.ts';
import { TenantSettings } from '../../domain/tenant-settings.ts';
import { Webhook } from '../../domain/webhook.ts';
import { WebhookDelivery } from '../../domain/webhook-delivery.ts';
import {
  ApiKeyV1,
  AssessmentV1,
  EvaluationV1,
  EvaluationV2,
  EvaluationV3,
  JudgementV1,
  RegradedAnswerV1,
  RegradeRecordV1,
  RowFailureV1,
  SubmissionV1,
  SubmissionV2,
} from './earlier-shapes.ts';

/**
 * How things of the domain lie in the table, and back.
 *
 * An item says its `type` and the `schema` version of its `body`, which is the whole thing as JSON text. Text, because
 * DynamoDB's own numbers refuse some of ours (1e-200) and because text gives every string back exactly, lone surrogates
 * included. Whatever a filter or a condition looks at is written beside it by the store, and never read back.
 *
 * To change a shape, append its schema to the list and make the older ones end in a transform to the new shape.
 */
export const items = {
  question: codec('question', [Question]),
  evaluation: codec('evaluation', [EvaluationV1, EvaluationV2, EvaluationV3, Evaluation]),
  pendingEvaluation: codec('pending-evaluation', [PendingEvaluation]),
  judgement: codec('judgement', [JudgementV1, Judgement]),
  humanMark: codec('human-mark', [KeptMark]),
  calibration: codec('calibration', [CalibrationInForce]),
  regrade: codec('regrade', [Regrade]),
  regradeEntry: codec('regrade-entry', [RegradeEntry]),
  assessment: codec('assessment', [AssessmentV1, Assessment]),
  invitation: codec('invitation', [Invitation]),
  submission: codec('submission', [SubmissionV1, SubmissionV2, Submission]),
  draft: codec('draft', [Draft]),
  regradedAnswer: codec('regraded-answer', [RegradedAnswerV1, RegradedAnswer]),
  regradeRecord: codec('regrade-record', [RegradeRecordV1, RegradeRecord]),
  review: codec('review', [ReviewEntry]),
  apiKey: codec('api-key', [ApiKeyV1, ApiKey.omit({ lastUsedAt: true })]),
  batch: codec('batch', [Batch]),
  batchRow: codec('batch-row', [BatchRow]),
  rowFailure: codec('row-failure', [RowFailureV1, RowFailure]),
  economyChunk: codec('economy-chunk', [EconomyChunk]),
  settings: codec('settings', [TenantSettings]),
  webhook: codec('webhook', [Webhook]),
  delivery: codec('webhook-delivery', [WebhookDelivery]),
  keptRequest: codec('kept-request', [
    z.strictObject({ request: KeptRequest, sealed: z.string().nullable(), pieces: z.int(), shares: z.int() }),
  ]),
  replyPiece: codec('reply-piece', [z.strictObject({ text: z.string() })]),
  erasure: codec('erasure', [Erasure]),
  auditEntry: codec('audit-entry', [AuditEntry]),
  auditHead: codec('audit-head', [AuditHead]),
};

export interface Codec<Value> {
  readonly type: string;
  encode(value: Value): { readonly type: string; readonly schema: number; readonly body: string };
  /** @throws MalformedItemError when the item is not what `encode` of this or an earlier version writes. */
  decode(item: unknown): Value;
}

/** A bug: something is stored that we never write. It names the item and the place in it, never what stands there. */
export class MalformedItemError extends Error {
  override readonly name = 'MalformedItemError';
}

function codec<Value>(type: string, schemas: readonly ZodType<Value>[]): Codec<Value> {
  const Envelope = z.object({ type: z.literal(type), schema: z.int(), body: z.string() });
  return {
    type,
    // Parsed on the way in too: what could not be read again must never be written.
    encode: (value) => ({ type, schema: schemas.length, body: JSON.stringify(schemas.at(-1)?.parse(value)) }),
    decode(item) {
      try {
        const { schema, body } = Envelope.parse(item);
        const Body = schemas[schema - 1];
        if (Body === undefined) throw new RangeError(`schema ${schema} is unknown`);
        return Body.parse(JSON.parse(body));
      } catch (error) {
        // The original error quotes what it choked on, and that may be a candidate's answer: it can't be the cause.
        throw new MalformedItemError(`The stored ${type} at ${keyOf(item)} is malformed: ${whereIn(error)}`);
      }
    },
  };
}

const Key = z.object({ pk: z.string(), sk: z.string() });

function keyOf(item: unknown): string {
  const key = Key.safeParse(item);
  return key.success ? `${key.data.pk} / ${key.data.sk}` : 'an unknown key';
}

function whereIn(error: unknown): string {
  if (error instanceof ZodError) {
    return error.issues.map(({ code, path }) => `${code} at /${path.join('/')}`).join(', ');
  }
  return error instanceof RangeError ? error.message : 'the body is not JSON';
}
