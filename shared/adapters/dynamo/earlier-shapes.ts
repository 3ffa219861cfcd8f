import * as z from 'zod';
import { ApiKey } from '../../domain/api-key.ts';
import { Assessment } from '../../domain/assessment.ts';
import { RowFailure } from '../../domain/batch-row.ts';
import { Evaluation, Judgement, PointVerdict, Provenance } from '../../domain/evaluation.ts';
import { RegradedAnswer, RegradeRecord } from '../../domain/regrade.ts';
import { Submission } from '../../domain/submission.ts';

const addedByReviews = { batchRow: true, review: true } as const;
const unreviewed = { batchRow: null, review: null };

const summaryThen = 'This answer was graded before feedback was kept.';

// Nobody had been asked about a point alone.
const PointVerdictV1 = PointVerdict.omit({ doubtful: true }).transform((earlier) => ({ ...earlier, doubtful: false }));

/**
 * Evaluations as they were written before feedback, expected harm and calibration existed, read as what they would be
 * today: nobody had calibrated, and harm is judged by the confidence of the time.
 */
export const EvaluationV1 = Evaluation.omit({ ...addedByReviews, calibrated: true, expectedHarm: true, feedback: true })
  .extend({
    verdicts: z.array(PointVerdictV1),
    provenance: Provenance.omit({ workedExamples: true, calibrationFingerprint: true, regrades: true }),
  })
  .transform(
    (earlier): Evaluation => ({
      ...earlier,
      ...unreviewed,
      provenance: { ...earlier.provenance, workedExamples: [], calibrationFingerprint: null, regrades: [] },
      calibrated: null,
      expectedHarm: Math.round(1000 * (1 - (earlier.confidence ?? 0))) / 1000,
      feedback: { summary: summaryThen, points: [], claims: [], tips: [], nextStep: null, polishFingerprint: null },
    }),
  );

/** Evaluations as they were written before any was regraded. */
export const EvaluationV2 = Evaluation.omit(addedByReviews)
  .extend({ provenance: Provenance.omit({ regrades: true }) })
  .transform(
    (earlier): Evaluation => ({
      ...earlier,
      ...unreviewed,
      provenance: { ...earlier.provenance, regrades: [] },
    }),
  );

/** Evaluations as they were written before people reviewed them, and before they told which row of a batch they are of. */
export const EvaluationV3 = Evaluation.omit(addedByReviews).transform(
  (earlier): Evaluation => ({ ...earlier, ...unreviewed }),
);

/** Answers of regrades with such evaluations. */
export const RegradedAnswerV1 = RegradedAnswer.extend({
  earlier: EvaluationV3,
  next: z.union([EvaluationV3, z.null()]),
});

/** Audit entries of regrades of such evaluations. */
export const RegradeRecordV1 = RegradeRecord.extend({
  earlier: RegradeRecord.shape.earlier.omit(addedByReviews).transform((earlier) => ({ ...earlier, ...unreviewed })),
});

/** Judgements as they were written before confidences were learnt: what theirs were made of is not known any more. */
export const JudgementV1 = Judgement.omit({ signals: true })
  .extend({ points: z.array(PointVerdictV1) })
  .transform((earlier): Judgement => ({ ...earlier, signals: [] }));

/** Failures of rows as they were written before they told the candidate: the row does, where it could be read. */
export const RowFailureV1 = RowFailure.omit({ candidate: true }).transform(
  (earlier): RowFailure => ({ ...earlier, candidate: null }),
);

/** Assessments as they were written before it was kept when they were closed: as early as can be. */
export const AssessmentV1 = Assessment.omit({ closedAt: true }).transform(
  (earlier): Assessment => ({ ...earlier, closedAt: earlier.status === 'closed' ? earlier.createdAt : null }),
);

/** Submissions as they were written before one worker at a time graded them. */
export const SubmissionV1 = Submission.omit({ lease: true, attempts: true, dueAt: true }).transform(
  (earlier): Submission => ({ ...earlier, lease: null, attempts: 0, dueAt: null }),
);

/** Submissions as they were written before it was counted how often their grading was begun. */
export const SubmissionV2 = Submission.omit({ attempts: true, dueAt: true }).transform(
  (earlier): Submission => ({ ...earlier, attempts: 0, dueAt: null }),
);

/** Keys as they were written before any was rotated or changed. */
export const ApiKeyV1 = ApiKey.omit({
  previousSecret: true,
  rotatedAt: true,
  lastUsedAt: true,
  revision: true,
}).transform(
  (earlier): Omit<ApiKey, 'lastUsedAt'> => ({ ...earlier, previousSecret: null, rotatedAt: null, revision: 1 }),
);
