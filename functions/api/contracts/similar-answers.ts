import * as z from 'zod';
import { Evaluation } from '../../../shared/domain/evaluation.ts';
import { BatchId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { CopyFinding, Similarity, SimilarityLevel } from '../../../shared/domain/similar-answers.ts';

/** The newest evaluations of the question are compared, or all that a batch made. */
export const SimilarAnswersQuery = z
  .strictObject({
    newest: z.coerce.number().int().min(2).max(limits.similarAnswersMax).optional(),
    batch_id: BatchId.optional(),
  })
  .refine(({ newest, batch_id }) => newest === undefined || batch_id === undefined, {
    path: ['newest'],
    error: 'is given beside batch_id; give either',
  });

const { shape } = Evaluation;

/**
 * The groups of answers that are nearly alike, the largest first. The first member of a group is the representative, to which
 * the `similarity` of the others is measured: the share of the shorter answer's own wording that stands in the other.
 * `evaluations` were read; `truncated`: older ones were not.
 */
export const SimilarAnswersReply = z
  .strictObject({
    evaluations: z.int().min(0),
    truncated: z.boolean(),
    groups: z.array(
      z
        .strictObject({
          level: SimilarityLevel,
          finding: CopyFinding,
          excerpt: z.string(),
          members: z.array(
            z.strictObject({
              evaluationId: shape.id,
              createdAt: shape.createdAt,
              candidate: shape.candidate,
              similarity: Similarity,
            }),
          ),
        })
        .meta({ id: 'SimilarGroup' }),
    ),
  })
  .meta({ id: 'SimilarAnswers' });
