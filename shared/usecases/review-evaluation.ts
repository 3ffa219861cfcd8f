import type { Evaluation } from '../domain/evaluation.ts';
import { Fault, type FaultIssue } from '../domain/fault.ts';
import type { EvaluationId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { type DecidedParts, nothingDecided, type Review, type ReviewEntry } from '../domain/review.ts';
import { type Reviewed, withEntry } from '../evaluation/reviewed-evaluation.ts';
import { confirmedMarks, machineMarks, reviewedMarks, wholeMarks } from '../evaluation/reviewed-marks.ts';
import { calibratingOf } from './calibrating-of.ts';
import type { Context } from './context.ts';
import { type Expectation, refuseUnexpected } from './expectation.ts';
import { questionOfEvaluation } from './question-of-evaluation.ts';
import { evaluationOf } from './read-evaluation.ts';
import { entryStart, writeReview } from './write-review.ts';

/** What a named person decides on an evaluation as a whole: the marks stand, are another score, or follow from other verdicts. */
export type ReviewDecision = { readonly reviewer: string } & (
  | { readonly decision: 'confirm'; readonly reason: string | null }
  | { readonly decision: 'override'; readonly reason: string; readonly score: number }
  | { readonly decision: 'override'; readonly reason: string; readonly parts: DecidedParts }
);

/**
 * Puts the decision of a person beside the judge's marks, which stay as they are. It replaces the decision before it, whole:
 * parts that it does not name are as the judge has them. Of several people who decide at the same time one does.
 *
 * @throws Fault `forbidden`; `not-found`, the same for a missing evaluation and another tenant's; `invalid-request` for parts
 * that the evaluation does not have; `conflict` to confirm where there is no score; `precondition-failed` when it was changed
 */
export async function reviewEvaluation(
  context: Context,
  id: EvaluationId,
  decision: ReviewDecision,
  isExpected: Expectation<Evaluation>,
): Promise<Evaluation> {
  requireScope(context.principal, 'evaluations:review');
  const evaluation = await evaluationOf(context, id);
  refuseUnexpected(isExpected(evaluation), `evaluation ${id}`);
  const next = await decided(context, evaluation, decision);
  refuseUnexpected((await writeReview(context, evaluation, next)) === 'written', `evaluation ${id}`);
  return next;
}

async function decided(context: Context, evaluation: Evaluation, decision: ReviewDecision): Promise<Reviewed> {
  const { reviewer, reason } = decision;
  const start = entryStart(context, context.principal.keyId, evaluation);
  const standing = { of: machineMarks(evaluation), outdated: false };
  const whole = (kind: NonNullable<Review['decision']>['kind']) => ({ kind, reviewer, reason, at: start.at });
  if (decision.decision === 'confirm') {
    const marks = confirmedMarks(evaluation);
    if (marks.score === null)
      throw new Fault('conflict', 'There is no score to confirm; override what is unjudged, or give a score.');
    const entry: ReviewEntry = { kind: 'confirm', ...start, reviewer, reason, inForce: marks };
    const changes = { decision: whole('confirmed'), marks, score: null, parts: nothingDecided, ...standing };
    return withEntry(evaluation, entry, changes);
  }
  const score = 'score' in decision ? decision.score : null;
  const parts = 'parts' in decision ? decision.parts : nothingDecided;
  const marks = score === null ? await marksBy(context, evaluation, parts) : wholeMarks(score);
  const entry: ReviewEntry = {
    kind: 'override',
    ...start,
    ...{ reviewer, reason: decision.reason, score, parts, inForce: marks },
  };
  return withEntry(evaluation, entry, { decision: whole('overridden'), marks, score, parts, ...standing });
}

async function marksBy(context: Context, evaluation: Evaluation, parts: DecidedParts) {
  const issues = issuesOf(evaluation, parts);
  if (issues.length > 0)
    throw new Fault('invalid-request', 'The evaluation has no such parts, or one is named twice.', { issues });
  const { markScheme } = await questionOfEvaluation(context, evaluation);
  return reviewedMarks(markScheme.scoring, evaluation, parts, await calibratingOf(context, evaluation));
}

function issuesOf({ verdicts, misconceptions, dimensions }: Evaluation, parts: DecidedParts): FaultIssue[] {
  const check = (list: keyof DecidedParts, named: readonly string[], known: readonly string[]): FaultIssue[] =>
    named.flatMap((id, index) => {
      const detail = !known.includes(id)
        ? `names ${id}, which the evaluation does not have`
        : named.indexOf(id) < index
          ? `names ${id} again`
          : null;
      return detail === null ? [] : [{ pointer: `/${list}/${index}`, detail }];
    });
  return [
    ...check(
      'points',
      parts.points.map(({ keyPointId }) => keyPointId),
      verdicts.map(({ keyPointId }) => keyPointId),
    ),
    ...check(
      'misconceptions',
      parts.misconceptions.map(({ misconceptionId }) => misconceptionId),
      misconceptions.map(({ misconceptionId }) => misconceptionId),
    ),
    ...check(
      'dimensions',
      parts.dimensions.map(({ dimensionId }) => dimensionId),
      dimensions.map(({ dimensionId }) => dimensionId),
    ),
  ];
}
