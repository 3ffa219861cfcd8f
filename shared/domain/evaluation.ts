import * as z from 'zod';
import { MarksState } from './agreement.ts';
import { Band } from './band.ts';
import { Feedback } from './feedback.ts';
import { BatchId, EvaluationId, PartId, QuestionId, Sha256, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { dimensionLevelMax, KeyPoint } from './mark-scheme.ts';
import { ModelCall, TokenUsage } from './model-call.ts';
import { QuestionContent } from './question.ts';
import { RegradeMark } from './regrade-mark.ts';
import { Review } from './review.ts';
import { Verdict } from './verdict.ts';

/** `offline` is deterministic and needs no key; `llm` asks a model. Never mix their scores without saying so. */
export const JudgeKind = z.enum(['offline', 'llm']).meta({ id: 'JudgeKind' });
export type JudgeKind = z.infer<typeof JudgeKind>;

/** A quote: `answer.slice(start, end) === text`, offsets in UTF-16 code units of the answer as it was submitted. */
export const EvidenceSpan = z
  .strictObject({ start: z.int().min(0), end: z.int().min(0), text: z.string() })
  .meta({ id: 'EvidenceSpan' });
export type EvidenceSpan = z.infer<typeof EvidenceSpan>;

const Share = z.number().min(0).max(1);

/**
 * The verdict on one key point. `coverage` is the share of the point that the answer earns, 0 to 1: continuous from the
 * offline judge, 1 / 0.5 / 0 from a model, null when unjudged. Every credited verdict has evidence.
 * `reason` says in a few words why, or why there is no verdict. `doubtful` marks a point on which a model's first verdict
 * and the words of the answer disagreed strongly, so that it was asked about alone; it stays set whatever came of that.
 */
export const PointVerdict = z
  .strictObject({
    keyPointId: PartId,
    text: KeyPoint.shape.text,
    role: z.enum(['essential', 'bonus']),
    weight: z.number().positive(),
    verdict: Verdict,
    coverage: Share.nullable(),
    evidence: z.array(EvidenceSpan),
    reason: z.string().nullable(),
    confidence: Share.nullable(),
    doubtful: z.boolean(),
  })
  .meta({ id: 'PointVerdict' });
export type PointVerdict = z.infer<typeof PointVerdict>;

/** Whether the answer asserts a known misconception; null when nobody judged it (the offline judge can't). */
export const MisconceptionFinding = z
  .strictObject({
    misconceptionId: PartId,
    claim: z.string(),
    asserted: z.boolean().nullable(),
    evidence: z.array(EvidenceSpan),
  })
  .meta({ id: 'MisconceptionFinding' });
export type MisconceptionFinding = z.infer<typeof MisconceptionFinding>;

/** The level reached on one rubric dimension, 0 to 4; null when unjudged. */
export const DimensionVerdict = z
  .strictObject({
    dimensionId: PartId,
    name: z.string(),
    weight: z.number().positive(),
    level: z.int().min(0).max(dimensionLevelMax).nullable(),
    evidence: z.array(EvidenceSpan),
    reason: z.string().nullable(),
  })
  .meta({ id: 'DimensionVerdict' });
export type DimensionVerdict = z.infer<typeof DimensionVerdict>;

/** Answers that code settles before any judge sees them, each at no cost. */
export const Gate = z
  .enum(['empty', 'non_answer', 'gibberish', 'restates_question', 'off_topic', 'language_mismatch'])
  .meta({ id: 'Gate' });
export type Gate = z.infer<typeof Gate>;

/** Something about the answer that a person may want to know. A flag never changes a mark by itself. */
export const Flag = z
  .enum([
    ...Gate.options,
    'prompt_injection',
    'encoded_text',
    'hidden_text',
    'keyword_list',
    'repetition',
    'hedging',
    'verbatim_reference',
    'number_mismatch',
    'negation_mismatch',
    'swapped_sides',
  ])
  .meta({ id: 'Flag' });
export type Flag = z.infer<typeof Flag>;

/**
 * Why a person should look. Any reason makes the status `needs-review`, unless a budget of reviews leaves it out. The last
 * two are no doubts of a judge: a candidate appeals, or the marks that a person decided on have changed since.
 */
export const ReviewReason = z
  .enum([
    'behavioural-question',
    'unjudged-point',
    'unjudged-dimension',
    'model-refused',
    'model-cut-off',
    'model-unavailable',
    'model-reply-invalid',
    'evidence-not-found',
    'essential-point-contradicted',
    'judge-unsure',
    'judges-disagree',
    'manipulation-suspected',
    'hidden-or-encoded-text',
    'wrong-language',
    'off-topic',
    'keyword-list',
    'repetition',
    'hedging',
    'number-mismatch',
    'negation-mismatch',
    'swapped-sides',
    'pasted-reference',
    'near-pass-mark',
    'appealed',
    'marks-changed',
  ])
  .meta({ id: 'ReviewReason' });
export type ReviewReason = z.infer<typeof ReviewReason>;

const Score = z.number().min(0).max(100);

/**
 * What tells how good a model's verdict on a point is: the offline judge's coverage of the point, null where it has none,
 * how sure the model says it is, and whether its quote stands in the answer otherwise than as quoted.
 */
export const VerdictSignals = z.strictObject({
  keyPointId: PartId,
  offline: Share.nullable(),
  own: Share,
  isAltered: z.boolean(),
});
export type VerdictSignals = z.infer<typeof VerdictSignals>;

/**
 * What a judge made of one answer, before any arithmetic. It depends only on the work (question content, answer, judge,
 * model, prompts), so identical work is looked up instead of being judged again.
 */
export const Judgement = z.strictObject({
  judge: JudgeKind,
  gate: Gate.nullable(),
  flags: z.array(Flag),
  points: z.array(PointVerdict),
  misconceptions: z.array(MisconceptionFinding),
  dimensions: z.array(DimensionVerdict),
  doubts: z.array(ReviewReason),
  // Of a model's verdicts: marks of people may teach later what they are worth.
  signals: z.array(VerdictSignals),
  calls: z.array(ModelCall),
});
export type Judgement = z.infer<typeof Judgement>;

/**
 * Who judged, with what, and what it took: enough to explain an evaluation and to repeat it. `workedExamples` are the
 * hashes of the human-marked answers that the model was shown, `calibrationFingerprint` names what calibrated the
 * score. `regrades` changed it since, oldest first; `calls` are theirs too.
 */
export const Provenance = z
  .strictObject({
    judge: JudgeKind,
    judgeVersion: z.string(),
    model: z.string().nullable(),
    promptFingerprint: Sha256.nullable(),
    workedExamples: z.array(Sha256),
    workFingerprint: Sha256,
    calibrationFingerprint: Sha256.nullable(),
    reused: z.boolean(),
    latencyMs: z.number().min(0),
    calls: z.array(ModelCall),
    regrades: z.array(RegradeMark).max(limits.regradesOfEvaluationMax),
  })
  .meta({ id: 'Provenance' });
export type Provenance = z.infer<typeof Provenance>;

/** Model calls and tokens that this evaluation paid for: zero when it was looked up. Cost is null where no price is known. */
export const Usage = z
  .strictObject({ calls: z.int().min(0), ...TokenUsage.shape, costUsdMicros: z.int().min(0).nullable() })
  .meta({ id: 'Usage' });
export type Usage = z.infer<typeof Usage>;

/**
 * The score that the owner's people would give, learnt from `marks` marks of theirs, 0 to 100. About four of five of
 * their marks of such answers lie in `range`.
 */
export const CalibratedScore = z
  .strictObject({
    score: Score,
    range: z.strictObject({ min: Score, max: Score }),
    state: MarksState.exclude(['none']),
    marks: z.int().min(1),
    band: Band,
  })
  .meta({ id: 'CalibratedScore' });
export type CalibratedScore = z.infer<typeof CalibratedScore>;

/** The marks: everything that code derives from a judgement and a mark scheme. */
export const Marks = z.strictObject({
  status: z.enum(['graded', 'needs-review']),
  score: Score.nullable(),
  scoreRange: z.strictObject({ min: Score, max: Score }),
  coverage: Share.nullable(),
  // As unions, because the document generator turns "nullable" of a named schema into one that is never null.
  calibrated: z.union([CalibratedScore, z.null()]),
  band: z.union([Band, z.null()]),
  confidence: Share.nullable(),
  expectedHarm: Share,
  reviewReasons: z.array(ReviewReason),
});
export type Marks = z.infer<typeof Marks>;

/**
 * A graded answer.
 *
 * `score` is 0 to 100 and null as soon as something that counts is unjudged; `scoreRange` then holds it at none and at
 * full marks for that. `coverage` is the weighted share of all key points found, 0 to 1, where the score counts bonus
 * points as extra. `calibrated` is the score as people would give it, null before 20 human marks; `band` names that
 * one, or where it is null the score of a model. `expectedHarm` orders what a person should look at, 0 to 1: the share
 * of the marks that is in doubt, times the closeness to the pass mark. `question` names the version used; a question
 * given inline has no id and is kept whole in `inlineQuestion`. `batchRow` is the row of a batch that it was made for.
 *
 * `status` says whether it waits for a person. What people decided is in `review`, null where nobody has: all else is the
 * judge's, and is never changed by a review.
 */
export const Evaluation = z
  .strictObject({
    id: EvaluationId,
    tenantId: TenantId,
    createdAt: Timestamp,
    question: z.strictObject({ id: QuestionId.nullable(), version: z.int().min(1).nullable(), fingerprint: Sha256 }),
    inlineQuestion: QuestionContent.nullable(),
    candidate: z.string().max(200).nullable(),
    batchRow: z.union([z.strictObject({ batchId: BatchId, row: z.int().min(1) }), z.null()]),
    // Not AnswerText: what was accepted once stays readable when less is accepted later.
    answer: z.string().max(limits.answerCharsMax),
    judge: JudgeKind,
    gate: Gate.nullable(),
    flags: z.array(Flag),
    ...Marks.shape,
    verdicts: z.array(PointVerdict),
    misconceptions: z.array(MisconceptionFinding),
    dimensions: z.array(DimensionVerdict),
    feedback: Feedback,
    usage: Usage,
    provenance: Provenance,
    review: z.union([Review, z.null()]),
  })
  .meta({ id: 'Evaluation' });
export type Evaluation = z.infer<typeof Evaluation>;
