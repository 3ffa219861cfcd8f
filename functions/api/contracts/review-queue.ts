import * as z from 'zod';
import { Evaluation } from '../../../shared/domain/evaluation.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';

export const ReviewQueueQuery = z.strictObject({
  question_id: QuestionId.optional(),
  budget: z.coerce.number().min(0).max(1).default(1),
  limit: z.coerce.number().int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault),
});

const { shape } = Evaluation;

/**
 * The evaluations to review, the most harmful first. `evaluations` were read, of which `sent` are in the queue (`must` of
 * them whatever the budget, which allows `budget`) and `left` are in doubt but accepted within it. `truncated`: older ones
 * were not read.
 */
export const ReviewQueueReply = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          evaluationId: shape.id,
          questionId: shape.question.shape.id,
          score: shape.score,
          confidence: shape.confidence,
          expectedHarm: shape.expectedHarm,
          reasons: shape.reviewReasons,
          must: z.boolean(),
        })
        .meta({ id: 'ReviewQueueItem' }),
    ),
    counts: z.strictObject({
      evaluations: z.int().min(0),
      sent: z.int().min(0),
      must: z.int().min(0),
      left: z.int().min(0),
      budget: z.int().min(0),
    }),
    truncated: z.boolean(),
  })
  .meta({ id: 'ReviewQueue' });
