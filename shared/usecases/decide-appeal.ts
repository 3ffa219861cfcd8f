import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Appeal, AppealId, DecidedVerdict, ReviewEntry } from '../domain/review.ts';
import { marksInForce, type Reviewed, standingOf, withEntry } from '../evaluation/reviewed-evaluation.ts';
import { machineMarks, reviewedMarks, wholeMarks } from '../evaluation/reviewed-marks.ts';
import { calibratingOf } from './calibrating-of.ts';
import type { Context } from './context.ts';
import { type AliasCredit, creditAlias, requireCreditable } from './credit-alias.ts';
import { type Expectation, refuseUnexpected } from './expectation.ts';
import { questionOfEvaluation } from './question-of-evaluation.ts';
import { evaluationOf } from './read-evaluation.ts';
import { entryStart, writeReview } from './write-review.ts';

/** What a named person decides on an appeal. */
export type AppealDecision = { readonly appealId: AppealId; readonly reviewer: string; readonly reason: string } & (
  | { readonly decision: 'reject' }
  | {
      readonly decision: 'uphold';
      readonly verdict: DecidedVerdict;
      /** The new whole mark where a person gave one before; null where the score follows from verdicts. */
      readonly score: number | null;
      /** A wording that is to count in full from now on; null for none. */
      readonly alias: string | null;
    }
);

type Uphold = Extract<AppealDecision, { readonly decision: 'uphold' }>;

export interface DecidedAppeal {
  readonly evaluation: Evaluation;
  /** Null where no alias was to be added. */
  readonly credit: AliasCredit | null;
}

/**
 * Decides an appeal, in one conditional step. Upheld, the point has the person's verdict and the marks in force follow from
 * it; an alias goes into the next version of the question then, and says which other answers it would credit.
 *
 * @throws Fault `forbidden`; `not-found` for an evaluation or appeal that is not there; `conflict` for an appeal that is decided,
 * a point that is gone, or an alias that the question can't take; `invalid-request` for a score too many or too few;
 * `precondition-failed` when the evaluation was changed
 */
export async function decideAppeal(
  context: Context,
  id: EvaluationId,
  decision: AppealDecision,
  isExpected: Expectation<Evaluation>,
): Promise<DecidedAppeal> {
  requireScope(context.principal, 'evaluations:review');
  const evaluation = await evaluationOf(context, id);
  refuseUnexpected(isExpected(evaluation), `evaluation ${id}`);
  const appeal = openAppeal(evaluation, decision.appealId);
  const alias = decision.decision === 'uphold' ? decision.alias : null;
  // Before anything is decided: afterwards it could only be reported.
  if (alias !== null) await requireCreditable(context, evaluation, appeal.keyPointId, alias);
  const next =
    decision.decision === 'uphold'
      ? await upheld(context, evaluation, appeal, decision)
      : rejected(context, evaluation, appeal, decision);
  refuseUnexpected((await writeReview(context, evaluation, next)) === 'written', `evaluation ${id}`);
  const credit = alias === null ? null : await creditAlias(context, next, appeal.keyPointId, alias);
  return { evaluation: next, credit };
}

function openAppeal(evaluation: Evaluation, appealId: AppealId): Appeal {
  const appeal = standingOf(evaluation).appeals.find(({ id }) => id === appealId);
  if (appeal === undefined) throw new Fault('not-found', `No appeal ${appealId}.`);
  if (appeal.state !== 'open') throw new Fault('conflict', `The appeal ${appealId} is ${appeal.state} already.`);
  return appeal;
}

function rejected(
  context: Context,
  evaluation: Evaluation,
  appeal: Appeal,
  { reviewer, reason }: AppealDecision,
): Reviewed {
  const entry: ReviewEntry = {
    kind: 'reject',
    ...entryStart(context, context.principal.keyId, evaluation),
    ...{ reviewer, reason, appealId: appeal.id, keyPointId: appeal.keyPointId, inForce: marksInForce(evaluation) },
  };
  return withEntry(evaluation, entry, { appeals: decidedAs(evaluation, appeal, 'rejected') });
}

async function upheld(
  context: Context,
  evaluation: Evaluation,
  appeal: Appeal,
  { reviewer, reason, verdict, score, alias }: Uphold,
): Promise<Reviewed> {
  const { keyPointId } = appeal;
  if (!evaluation.verdicts.some((point) => point.keyPointId === keyPointId))
    throw new Fault('conflict', `The evaluation has no point ${keyPointId} any more.`);
  const standing = standingOf(evaluation);
  requireScoreIfWhole(standing.score, score);
  const others = standing.parts.points.filter((point) => point.keyPointId !== keyPointId);
  const parts = { ...standing.parts, points: [...others, { keyPointId, verdict }] };
  const { markScheme } = await questionOfEvaluation(context, evaluation);
  const marks =
    score === null
      ? reviewedMarks(markScheme.scoring, evaluation, parts, await calibratingOf(context, evaluation))
      : wholeMarks(score);
  const start = entryStart(context, context.principal.keyId, evaluation);
  const entry: ReviewEntry = {
    kind: 'uphold',
    ...start,
    ...{ reviewer, reason, appealId: appeal.id, keyPointId, verdict, score, alias, inForce: marks },
  };
  return withEntry(evaluation, entry, {
    // Who looked at one point has not decided on the others.
    decision: standing.decision === null ? null : { kind: 'overridden', reviewer, reason, at: start.at },
    ...{ marks, score, parts, of: standing.of ?? machineMarks(evaluation) },
    appeals: decidedAs(evaluation, appeal, 'upheld'),
  });
}

function requireScoreIfWhole(whole: number | null, score: number | null): void {
  if ((whole === null) === (score === null)) return;
  const detail =
    whole === null
      ? 'follows from the verdicts here; leave it out'
      : `is needed: a person gave the whole mark ${whole} before, which no verdict changes`;
  throw new Fault('invalid-request', `The score ${detail}.`, { issues: [{ pointer: '/score', detail }] });
}

function decidedAs(evaluation: Evaluation, { id }: Appeal, state: Appeal['state']): Appeal[] {
  return standingOf(evaluation).appeals.map((appeal) => (appeal.id === id ? { ...appeal, state } : appeal));
}
