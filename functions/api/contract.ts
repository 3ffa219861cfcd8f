import * as z from 'zod';
import { AnswerText } from '../../shared/domain/answer-text.ts';
import { Evaluation, JudgeKind } from '../../shared/domain/evaluation.ts';
import { FeedbackWording } from '../../shared/domain/feedback.ts';
import { PartId, QuestionId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { KeyPoint } from '../../shared/domain/mark-scheme.ts';
import { Question, QuestionContent, QuestionKind } from '../../shared/domain/question.ts';

/*
 * What goes over the wire, where it differs from the domain. Requests are strict, so that a misspelt field is noticed;
 * replies are parsed by these schemas, so that a field nobody declared can't leave.
 */

export const PageQuery = {
  limit: z.coerce.number().int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault),
  cursor: z.string().min(1).max(2_000).optional(),
};

export const QuestionListQuery = z.strictObject({
  ...PageQuery,
  category: z.string().max(80).optional(),
  kind: QuestionKind.optional(),
  tag: z.string().max(40).optional(),
  archived: z.enum(['true', 'false']).default('false'),
});

export const EvaluationListQuery = z.strictObject({
  ...PageQuery,
  question_id: QuestionId.optional(),
  status: Evaluation.shape.status.optional(),
});

/** A question as callers see it: everything but the tenant, which is theirs. */
export const QuestionReply = Question.omit({ tenantId: true }).meta({ id: 'QuestionReply' });
export const EvaluationReply = Evaluation.omit({ tenantId: true })
  // As a union, because the document generator turns "nullable" of a named object into one that is never null.
  .extend({ inlineQuestion: z.union([QuestionContent, z.null()]) })
  .meta({ id: 'EvaluationReply' });

export const QuestionPage = pageOf(QuestionReply).meta({ id: 'QuestionPage' });
export const EvaluationPage = pageOf(EvaluationReply).meta({ id: 'EvaluationPage' });

export const NewVersionRequest = QuestionContent;

const GivenKeyPoint = z.union([KeyPoint.shape.text, z.strictObject({ ...KeyPoint.shape, id: PartId.optional() })]);

/** One answer to grade: to a kept question (`questionId`), or to one given whole (`question` with its answer). */
export const EvaluationRequest = z
  .strictObject({
    questionId: QuestionId.optional(),
    version: z.int().min(1).optional(),
    question: z.string().trim().min(3).max(limits.promptCharsMax).optional(),
    referenceAnswer: z.string().trim().min(1).max(limits.referenceCharsMax).optional(),
    referenceAlternatives: QuestionContent.shape.referenceAlternatives,
    keyPoints: z.array(GivenKeyPoint).min(1).max(limits.keyPointsMax).optional(),
    answer: AnswerText,
    candidate: z.string().trim().min(1).max(200).optional(),
    judge: JudgeKind.optional(),
    feedback: FeedbackWording.optional(),
  })
  .superRefine(({ questionId, version, question, referenceAnswer, keyPoints, referenceAlternatives }, context) => {
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const isInline = question !== undefined;
    if ((questionId === undefined) === !isInline) refuse('questionId', 'give either questionId or question');
    if (isInline && referenceAnswer === undefined && keyPoints === undefined) {
      refuse('referenceAnswer', 'an inline question needs referenceAnswer or keyPoints');
    }
    if (isInline && version !== undefined) refuse('version', 'only a kept question has versions');
    if (!isInline && (referenceAnswer !== undefined || keyPoints !== undefined || referenceAlternatives.length > 0)) {
      refuse('question', 'a kept question brings its own reference and key points');
    }
  })
  .meta({ id: 'EvaluationRequest' });
export type EvaluationRequest = z.infer<typeof EvaluationRequest>;

export const HealthReply = z
  .strictObject({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    judge: JudgeKind,
    model: z.string().nullable(),
    storage: z.enum(['reachable', 'unreachable']),
  })
  .meta({ id: 'HealthReply' });

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}
