import type { Evaluation, Judgement } from '../../domain/evaluation.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import type { PartIds, SchemeChanges } from '../../domain/scheme-changes.ts';
import { settledByGate } from '../gate-judgement.ts';
import type { Intake } from '../intake.ts';
import { isArithmeticOnly, isJudgedAgain, needsJudging } from './scheme-changes.ts';

/** What an evaluation knows of the judgement that it was made of. */
export type Earlier = Pick<
  Evaluation,
  'judge' | 'gate' | 'verdicts' | 'misconceptions' | 'dimensions' | 'reviewReasons'
>;

/**
 * How an answer gets its new judgement: a gate settles it as before, `some` of it is judged (perhaps nothing), or all of it,
 * because nothing of it was judged before or everything rests on what has changed.
 */
export type RegradePlan =
  | { readonly kind: 'settled'; readonly judgement: Judgement }
  | { readonly kind: 'some'; readonly parts: PartIds }
  | { readonly kind: 'all' };

/**
 * What has to be judged again of an answer. A gate stays closed unless the new question opens it, and an answer that was
 * judged is judged on, whatever gate the new question would close. Parts that nobody has a verdict on although they did not
 * change are left so: a regrade is no second attempt.
 *
 * @param after the edited question
 * @param intake the answer as the edited question takes it in
 */
export function planRegrade(
  after: GradableQuestion,
  changes: SchemeChanges,
  earlier: Earlier,
  intake: Intake,
): RegradePlan {
  if (earlier.gate !== null) {
    const gate = isArithmeticOnly(changes) ? earlier.gate : intake.gate;
    if (gate === null) return { kind: 'all' };
    return { kind: 'settled', judgement: settledByGate(earlier.judge, after.markScheme, intake, gate) };
  }
  if (changes.context.length > 0) return { kind: 'all' };
  const toJudge = (kind: Kind, parts: readonly { readonly id: string }[], judged: readonly string[]): string[] => {
    const changed = changes.parts
      .filter((part) => part.kind === kind && isJudgedAgain(part.change))
      .map(({ id }) => id);
    // An evaluation may come from a file in which a verdict is lacking.
    return parts.map(({ id }) => id).filter((id) => changed.includes(id) || !judged.includes(id));
  };
  const { keyPoints, misconceptions, dimensions } = after.markScheme;
  const judged = {
    points: earlier.verdicts.map(({ keyPointId }) => keyPointId),
    misconceptions: earlier.misconceptions.map(({ misconceptionId }) => misconceptionId),
    dimensions: earlier.dimensions.map(({ dimensionId }) => dimensionId),
  };
  return {
    kind: 'some',
    parts: {
      points: toJudge('key-point', keyPoints, judged.points),
      misconceptions: toJudge('misconception', misconceptions, judged.misconceptions),
      dimensions: toJudge('dimension', dimensions, judged.dimensions),
    },
  };
}

type Kind = SchemeChanges['parts'][number]['kind'];

/** Whether a model may have to be asked about an answer: whatever changes the words of a question may open a gate. */
export function mayAskModel(changes: SchemeChanges, { judge, gate }: Pick<Earlier, 'judge' | 'gate'>): boolean {
  return judge === 'llm' && (gate === null ? needsJudging(changes) : !isArithmeticOnly(changes));
}

/** Every part of a question. */
export function allParts({ markScheme }: GradableQuestion): PartIds {
  const idOf = ({ id }: { readonly id: string }): string => id;
  return {
    points: markScheme.keyPoints.map(idOf),
    misconceptions: markScheme.misconceptions.map(idOf),
    dimensions: markScheme.dimensions.map(idOf),
  };
}

/** How many parts there are to judge. */
export function partCount({ points, misconceptions, dimensions }: PartIds): number {
  return points.length + misconceptions.length + dimensions.length;
}

/** The question with some of its parts and nothing else to report on, as `aloneIn` has it for one key point. */
export function onlyIn(question: GradableQuestion, parts: PartIds): GradableQuestion {
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  return {
    ...question,
    markScheme: {
      ...question.markScheme,
      keyPoints: keyPoints.filter(({ id }) => parts.points.includes(id)),
      misconceptions: misconceptions.filter(({ id }) => parts.misconceptions.includes(id)),
      dimensions: dimensions.filter(({ id }) => parts.dimensions.includes(id)),
    },
  };
}
