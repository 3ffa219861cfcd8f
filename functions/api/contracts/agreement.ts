import * as z from 'zod';
import { AgreementReport } from '../../../shared/domain/agreement.ts';
import { AnswerText } from '../../../shared/domain/answer-text.ts';
import { CalibratedJudge, CalibrationInForce } from '../../../shared/domain/calibration-in-force.ts';
import { JudgeKind } from '../../../shared/domain/evaluation.ts';
import { HumanMark } from '../../../shared/domain/human-mark.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { Marker } from '../../../shared/domain/kept-mark.ts';
import { limits } from '../../../shared/domain/limits.ts';

const { score, secondScore, points } = HumanMark.shape;

/**
 * A person's mark of an answer to a kept question, 0 to 100, perhaps with that of a second person and what each key
 * point got. `marker` tells people apart who marked the same answer.
 */
const GivenMark = z
  .strictObject({
    questionId: QuestionId,
    answer: AnswerText,
    score,
    secondScore: secondScore.default(null),
    points: points.default([]),
    marker: Marker.default('owner'),
  })
  .superRefine((mark, context) => {
    const wrong = HumanMark.safeParse({ score: mark.score, secondScore: mark.secondScore, points: mark.points });
    for (const { path, message } of wrong.error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
  })
  .meta({ id: 'GivenMark' });

export const AgreementRequest = z
  .strictObject({ marks: z.array(GivenMark).max(limits.marksPerRequestMax), judge: JudgeKind.optional() })
  .meta({ id: 'AgreementRequest' });
export type AgreementRequest = z.infer<typeof AgreementRequest>;

export const AgreementQuery = z.strictObject({ question_id: QuestionId.optional(), judge: JudgeKind.optional() });

/**
 * What agrees and how it is calibrated. The marks `kept` are of so many `answers`, each of which counts once however many
 * people marked it; `unjudged` are answers that the judge was never paid to judge.
 */
export const AgreementReply = z
  .strictObject({
    judge: CalibratedJudge,
    marks: z.strictObject({
      kept: z.int().min(0),
      answers: z.int().min(0),
      unjudged: z.int().min(0),
      unscored: z.int().min(0),
    }),
    report: AgreementReport,
    calibration: z.union([CalibrationInForce, z.null()]),
  })
  .meta({ id: 'AgreementReply' });
