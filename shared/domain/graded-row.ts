import * as z from 'zod';
import { columnOf } from './answer-row.ts';
import { Evaluation, Provenance } from './evaluation.ts';
import { limits } from './limits.ts';

const { shape } = Evaluation;

const Result = z.object({
  status: shape.status,
  questionRef: shape.question,
  score: shape.score,
  scoreRange: shape.scoreRange,
  calibrated: shape.calibrated,
  verdicts: shape.verdicts,
  misconceptions: shape.misconceptions,
  dimensions: shape.dimensions,
  reviewReasons: shape.reviewReasons,
  gate: shape.gate,
  judge: shape.judge,
  usage: shape.usage,
  // Results of earlier versions have none, and no review.
  reviewed: shape.review.default(null),
  provenance: Provenance.extend({ regrades: Provenance.shape.regrades.default([]) }),
});

/** A result as it left the grading, with the answer that it is of: enough to grade it again. */
export interface GradedRow
  extends Omit<z.infer<typeof Result>, 'questionRef' | 'reviewed'>,
    Pick<Evaluation, 'question' | 'answer' | 'review'> {
  readonly candidate: string | null;
}

/**
 * Reads a row of results in JSON Lines, which have everything, or says in one sentence why it can't be graded again. Null for
 * a row that failed when it was graded.
 */
export function parseGradedRow(
  fields: Readonly<Record<string, unknown>>,
): GradedRow | null | { readonly problem: string } {
  if (fields['status'] === 'failed') return null;
  const result = Result.safeParse(fields);
  if (!result.success) {
    const [issue] = result.error.issues;
    return { problem: `it is no result in JSON Lines: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` };
  }
  const given = (column: string): unknown =>
    fields[Object.keys(fields).find((name) => columnOf(name) === column) ?? ''];
  const answer = given('answer') ?? '';
  if (typeof answer !== 'string' || answer.length > 2 * limits.answerCharsMax)
    return { problem: 'there is no answer that can be graded' };
  const candidate = given('candidate');
  const { questionRef: question, reviewed: review, ...rest } = result.data;
  const name = typeof candidate === 'number' ? String(candidate) : candidate;
  return {
    ...rest,
    question,
    review,
    answer,
    candidate: typeof name === 'string' && name.trim() !== '' ? name.trim() : null,
  };
}
