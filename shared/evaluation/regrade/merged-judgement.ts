import type { Judgement, ReviewReason } from '../../domain/evaluation.ts';
import { unjudgedIn } from '../../domain/unjudged.ts';
import type { Intake } from '../intake.ts';
import { judgesDisagree, offlineCoverage } from '../llm/reask.ts';
import { readerOf } from '../offline/answer-reader.ts';
import { judgePoints } from '../offline/point-verdicts.ts';
import { wordDoubts } from '../offline/word-doubts.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { countedPoints } from '../scoring.ts';
import type { Earlier } from './plan-regrade.ts';

/** What was judged again. */
export type FreshParts = Pick<Judgement, 'points' | 'misconceptions' | 'dimensions' | 'doubts' | 'signals' | 'calls'>;

/**
 * The judgement of an answer by an edited scheme: the fresh verdicts where there are some, and the earlier ones with the
 * weights and roles of today. What the offline judge found earlier stays although the weight of its words depends on all
 * points of the scheme: a point that nobody edited must not move.
 *
 * What code knows of the answer is looked at anew. What a model was unsure of stays a doubt, since nobody can tell any more
 * which verdict it was about; that it failed stays one only while something is unjudged.
 *
 * @param scheme the edited question, prepared
 * @param intake the answer as that question takes it in, with the gates left open: it was judged before
 */
export function mergedJudgement(
  scheme: PreparedScheme,
  intake: Intake,
  earlier: Earlier,
  fresh: FreshParts,
): Judgement {
  const { keyPoints, misconceptions, dimensions } = scheme.question.markScheme;
  const points = keyPoints.flatMap(({ id, text, role, weight }) => {
    const found = verdictOf(id, fresh.points) ?? verdictOf(id, earlier.verdicts);
    return found === undefined ? [] : [{ ...found, text, role, weight }];
  });
  const merged = {
    points,
    misconceptions: misconceptions.flatMap(({ id, claim }) => {
      const isOf = (finding: { readonly misconceptionId: string }): boolean => finding.misconceptionId === id;
      const found = fresh.misconceptions.find(isOf) ?? earlier.misconceptions.find(isOf);
      return found === undefined ? [] : [{ ...found, claim }];
    }),
    dimensions: dimensions.flatMap(({ id, name, weight }) => {
      const isOf = (verdict: { readonly dimensionId: string }): boolean => verdict.dimensionId === id;
      const found = fresh.dimensions.find(isOf) ?? earlier.dimensions.find(isOf);
      return found === undefined ? [] : [{ ...found, name, weight }];
    }),
  };
  const reader = readerOf(scheme, intake);
  const { judge } = earlier;
  const words = judge === 'offline' ? wordDoubts(points, scheme, reader) : { flags: [], doubts: [] };
  const doubts = new Set<ReviewReason>([...intake.doubts, ...words.doubts, ...fresh.doubts]);
  if (judge === 'llm') {
    const isWhole = unjudgedIn(merged) === 0;
    for (const reason of earlier.reviewReasons)
      if (lastingDoubts.has(reason) || (failures.has(reason) && !isWhole)) doubts.add(reason);
    const offline = judgePoints(scheme, reader);
    const isDisputed = countedPoints(points).some(({ keyPointId, verdict }) =>
      judgesDisagree(verdict, offlineCoverage(offline, keyPointId)),
    );
    if (isDisputed) doubts.add('judges-disagree');
    else doubts.delete('judges-disagree');
  }
  return {
    judge,
    gate: null,
    flags: [...intake.flags, ...words.flags],
    ...merged,
    doubts: [...doubts],
    signals: fresh.signals,
    calls: fresh.calls,
  };
}

const lastingDoubts: ReadonlySet<ReviewReason> = new Set<ReviewReason>([
  'manipulation-suspected',
  'model-reply-invalid',
  'judge-unsure',
]);
const failures: ReadonlySet<ReviewReason> = new Set<ReviewReason>([
  'model-refused',
  'model-cut-off',
  'model-unavailable',
  'evidence-not-found',
]);

function verdictOf<Point extends { readonly keyPointId: string }>(
  id: string,
  points: readonly Point[],
): Point | undefined {
  return points.find(({ keyPointId }) => keyPointId === id);
}
