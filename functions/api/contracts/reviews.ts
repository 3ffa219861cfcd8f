import * as z from 'zod';
import { EvaluationId, PartId, QuestionId, RegradeId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { KeyPoint } from '../../../shared/domain/mark-scheme.ts';
import {
  Appeal,
  AppealId,
  DecidedParts,
  DecidedVerdict,
  ReviewEntry,
  ReviewText,
} from '../../../shared/domain/review.ts';
import { shortName } from '../../../shared/domain/short-name.ts';
import { Verdict } from '../../../shared/domain/verdict.ts';
import { EvaluationReply } from '../contract.ts';

const reviewer = shortName(limits.reviewerCharsMax);
const Score = z.number().min(0).max(100);
const { points, misconceptions, dimensions } = DecidedParts.shape;

/** The decision of a person on an evaluation as a whole. An override has a score, or verdicts on parts. */
export const ReviewRequest = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('confirm'), reviewer, reason: ReviewText.exactOptional() }),
    z.strictObject({
      decision: z.literal('override'),
      reviewer,
      reason: ReviewText,
      score: Score.exactOptional(),
      points: points.default([]),
      misconceptions: misconceptions.default([]),
      dimensions: dimensions.default([]),
    }),
  ])
  .superRefine((request, context) => {
    if (request.decision === 'confirm') return;
    const parts = [request.points, request.misconceptions, request.dimensions];
    const hasParts = parts.some((part) => part.length > 0);
    if (hasParts !== (request.score === undefined))
      context.addIssue({ code: 'custom', path: ['score'], message: 'give either a score or verdicts on parts' });
  })
  .meta({ id: 'ReviewRequest' });
export type ReviewRequest = z.infer<typeof ReviewRequest>;

export const AppealRequest = z.strictObject({ keyPointId: PartId, reason: ReviewText }).meta({ id: 'AppealRequest' });

/** The decision of a person on an appeal. */
export const AppealDecisionRequest = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('reject'), appealId: AppealId, reviewer, reason: ReviewText }),
    z.strictObject({
      decision: z.literal('uphold'),
      appealId: AppealId,
      reviewer,
      reason: ReviewText,
      verdict: DecidedVerdict,
      /** Only where a person gave a whole mark before. */
      score: Score.exactOptional(),
      addAlias: z.strictObject({ text: KeyPoint.shape.aliases.unwrap().element }).exactOptional(),
    }),
  ])
  .meta({ id: 'AppealDecisionRequest' });
export type AppealDecisionRequest = z.infer<typeof AppealDecisionRequest>;

/** An appeal as whoever made it sees it. */
export const AppealReply = Appeal.extend({
  evaluationId: EvaluationId,
  candidate: EvaluationReply.shape.candidate,
}).meta({ id: 'AppealReply' });

/** The evaluation, and what an alias would credit; null where none was to be added. */
export const AppealDecisionReply = z
  .strictObject({
    evaluation: EvaluationReply,
    credit: z.union([
      z
        .strictObject({
          questionId: QuestionId,
          version: z.int().min(1),
          /** The regrade to apply; null where there is none, and `notCompared` says why. */
          regradeId: RegradeId.nullable(),
          notCompared: z.string().nullable(),
          wouldCredit: z.array(
            z
              .strictObject({
                evaluationId: EvaluationId,
                keyPointId: PartId,
                from: Verdict,
                to: Verdict,
                scoreFrom: Score.nullable(),
                scoreTo: Score.nullable(),
              })
              .meta({ id: 'CreditedAnswer' }),
          ),
        })
        .meta({ id: 'AliasCredit' }),
      z.null(),
    ]),
  })
  .meta({ id: 'AppealDecisionReply' });

/** All that people did to an evaluation, oldest first. */
export const ReviewHistory = z.strictObject({ items: z.array(ReviewEntry) }).meta({ id: 'ReviewHistory' });
