import { canonicalJson } from '../../domain/canonical-json.ts';
import type { KeyPoint, MarkScheme, Misconception, RubricDimension } from '../../domain/mark-scheme.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import type { PartChange, SchemeChanges } from '../../domain/scheme-changes.ts';

/**
 * What an edit changed. Parts are the same when their ids are, wherever they stand; of several changes to one part the one that
 * costs most is told. Two contents without a difference that matters to a mark or to feedback have no changes.
 */
export function schemeChanges(before: GradableQuestion, after: GradableQuestion): SchemeChanges {
  const context: SchemeChanges['context'] = [];
  if (before.prompt !== after.prompt) context.push('prompt');
  if (before.reference !== after.reference) context.push('reference');
  if (differ(before.referenceAlternatives, after.referenceAlternatives)) context.push('alternatives');
  const [one, other] = [before.markScheme, after.markScheme];
  return {
    context,
    parts: [
      ...partChanges('key-point', one.keyPoints, other.keyPoints, pointChange),
      ...partChanges('misconception', one.misconceptions, other.misconceptions, misconceptionChange),
      ...partChanges('dimension', one.dimensions, other.dimensions, dimensionChange),
    ],
    scoring: differ(one.scoring, other.scoring),
  };
}

/** Whether nothing has to be judged again: at most the arithmetic and what the candidate is told have changed. */
export function isArithmeticOnly({ context, parts }: SchemeChanges): boolean {
  return context.length === 0 && parts.every(({ change }) => change === 'recounted' || change === 'retold');
}

/** Whether answers that were judged have to be judged again, in part or whole. */
export function needsJudging({ context, parts }: SchemeChanges): boolean {
  return context.length > 0 || parts.some(({ change }) => isJudgedAgain(change));
}

/** Whether a part that was changed like that needs a new verdict. */
export function isJudgedAgain(change: PartChange): boolean {
  return change === 'added' || change === 'reworded';
}

type Kind = SchemeChanges['parts'][number]['kind'];

function partChanges<Part extends MarkScheme['keyPoints' | 'misconceptions' | 'dimensions'][number]>(
  kind: Kind,
  before: readonly Part[],
  after: readonly Part[],
  changeOf: (before: Part, after: Part) => PartChange | null,
): SchemeChanges['parts'] {
  const known = new Map(before.map((part) => [part.id, part]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((part) => {
    const earlier = known.get(part.id);
    const change = earlier === undefined ? 'added' : changeOf(earlier, part);
    return change === null ? [] : [{ kind, id: part.id, change }];
  });
  const removed = before.filter(({ id }) => !kept.has(id)).map(({ id }) => ({ kind, id, change: 'removed' as const }));
  return [...changed, ...removed];
}

function pointChange(before: KeyPoint, after: KeyPoint): PartChange | null {
  if (before.text !== after.text || differ(before.aliases, after.aliases)) return 'reworded';
  if (before.weight !== after.weight || before.role !== after.role) return 'recounted';
  return before.hint !== after.hint || differ(before.terms, after.terms) ? 'retold' : null;
}

function misconceptionChange(before: Misconception, after: Misconception): PartChange | null {
  if (before.claim !== after.claim) return 'reworded';
  return before.correction !== after.correction ? 'retold' : null;
}

function dimensionChange(before: RubricDimension, after: RubricDimension): PartChange | null {
  if (before.name !== after.name || differ(before.levels, after.levels)) return 'reworded';
  return before.weight !== after.weight ? 'recounted' : null;
}

function differ(one: unknown, other: unknown): boolean {
  return canonicalJson(one) !== canonicalJson(other);
}
