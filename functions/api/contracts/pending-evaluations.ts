import * as z from 'zod';
import { PendingEvaluation } from '../../../shared/domain/pending-evaluation.ts';

const { id, requestedAt, question, candidate, judge, attempts, reason } = PendingEvaluation.shape;

/** What is told of an evaluation that is yet to be made. `reason` says what keeps it, where anything does. */
export const PendingReply = z
  .strictObject({
    id,
    status: z.literal('pending'),
    requestedAt,
    question: z.strictObject({
      id: question.options[0].shape.id.nullable(),
      version: question.options[0].shape.version.nullable(),
    }),
    candidate,
    judge,
    attempts,
    reason,
  })
  .meta({ id: 'PendingEvaluation' });

/** Preferences of RFC 7240 that a request may state. */
export const PreferHeader = z.object({
  prefer: z.string().optional(),
});
