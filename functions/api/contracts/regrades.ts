import * as z from 'zod';
import { EvaluationId, QuestionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { Regrade, RegradeEntry } from '../../../shared/domain/regrade.ts';

/** Which evaluations are graded again: those that are named, or else the newest of the question, all of `fromVersion`. */
export const RegradeRequest = z
  .strictObject({
    fromVersion: z.int().min(1),
    /** Left out: the latest. */
    toVersion: z.int().min(1).optional(),
    evaluationIds: z.array(EvaluationId).min(1).max(limits.regradeAnswersMax).optional(),
    newest: z.int().min(1).max(limits.regradeAnswersMax).optional(),
  })
  .refine(({ evaluationIds, newest }) => evaluationIds === undefined || newest === undefined, {
    path: ['newest'],
    error: 'is given beside evaluationIds; give either',
  })
  .meta({ id: 'RegradeRequest' });

/** All answers of a batch to a question are graded again, by its latest version unless another is named. */
export const RegradeBatchRequest = z
  .strictObject({ questionId: QuestionId, toVersion: z.int().min(1).optional() })
  .meta({ id: 'RegradeBatchRequest' });

const ofTenant = Regrade.omit({ tenantId: true });

/** A regrade without the answers: how it stands and what it comes to. */
export const RegradeReply = ofTenant.meta({ id: 'RegradeReply' });

/** A regrade with what it does to each answer. */
export const RegradeWithAnswers = ofTenant
  .extend({ answers: z.array(RegradeEntry) })
  .meta({ id: 'RegradeWithAnswers' });
