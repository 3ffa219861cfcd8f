import type { PointVerdict } from '../../domain/evaluation.ts';
import { offlinePointConfidence } from '../confidence.ts';
import type { PreparedPoint, PreparedScheme, Wording } from '../prepared-scheme.ts';
import { weightedMean } from '../scoring.ts';
import type { AnswerReader } from './answer-reader.ts';
import { coverageOf } from './coverage.ts';
import { quotesFor } from './quotes.ts';

const coveredMin = 0.65;
/**
 * From this coverage on a point is credited as made, in part: where people call a point made about as often as not, on the
 * two human-graded sets that mark points, each counting the same (2026-11-28).
 */
export const partialMin = 0.42;
/** Coverage below this is chance: single common words. Where every word of a prose reference counts, none is. */
const chanceMax = { proportional: 0.1, diminishing: 0 } as const;
const quotesOfAlternativeMax = 3;

/**
 * The verdicts on the key points by words alone, whatever the gates say.
 *
 * A question may have several right answers. Whoever matches another one better than the key points earns every point
 * at least in that measure, with the quotes that matched it. Thresholds: the design notes on grading, section 5.2, step 10.
 */
export function judgePoints(scheme: PreparedScheme, reader: AnswerReader): PointVerdict[] {
  const chance = chanceMax[scheme.question.markScheme.scoring.wordCredit ?? 'proportional'];
  const own = scheme.points.map((point) => judgePoint(point, reader, chance));
  let best = own;
  scheme.alternatives.forEach((points, position) => {
    const matched = points.map((point) => judgePoint(point, reader, chance));
    const measure = weightedMean(matched, ({ coverage }) => coverage ?? 0);
    if (measure <= weightedMean(best, ({ coverage }) => coverage ?? 0)) return;
    const evidence = matched.flatMap((point) => point.evidence).slice(0, quotesOfAlternativeMax);
    const reason = `Counted as far as the answer matches alternative answer ${position + 1}.`;
    best = own.map((point) =>
      point.coverage === null || point.coverage >= measure
        ? point
        : { ...point, ...verdictAt(measure), evidence, reason },
    );
  });
  return best;
}

/** How far an answer matches a wording, 0 to 1: anywhere in it, and as it counts where only one side of a contrast does. */
export interface Match {
  readonly wording: Wording;
  readonly anywhere: number;
  readonly counted: number;
}

/** The wording of a point that counts most; null for a point without a word to look for. */
export function bestMatch({ wordings, side }: PreparedPoint, reader: AnswerReader): Match | null {
  const { anywhereShare, sideShare } = reader.settings;
  let best: Match | null = null;
  for (const wording of wordings) {
    if (wording.terms.length === 0) continue;
    const anywhere = coverageOf(wording.terms, reader.whole, anywhereShare);
    // Nothing can count more than it was found.
    if (best !== null && anywhere <= best.counted) continue;
    const near = side === null ? anywhere : coverageOf(wording.terms, reader.about(side), anywhereShare);
    const counted = Math.min(anywhere, (1 - sideShare) * anywhere + sideShare * near);
    if (best === null || counted > best.counted) best = { wording, anywhere, counted };
  }
  return best;
}

function judgePoint(point: PreparedPoint, reader: AnswerReader, chance: number): PointVerdict {
  const { id, text, role, weight } = point.keyPoint;
  const common = { keyPointId: id, text, role, weight, doubtful: false };
  const best = bestMatch(point, reader);
  if (best === null) {
    const reason = 'The key point has no word to look for.';
    return { ...common, verdict: 'unjudged', coverage: null, evidence: [], reason, confidence: null };
  }
  const { wording, anywhere, counted } = best;
  const coverage = counted < chance ? 0 : counted;
  const evidence = coverage === 0 ? [] : quotesFor(wording.terms, reader.whole, reader.intake.normalized);
  const found = wording.terms.filter((term) => reader.whole.matches(term).similarity.some((value) => value > 0)).length;
  const said = wording.text === text ? 'the point' : `"${wording.text}"`;
  const aside = counted < anywhere ? `, not all of them where the answer speaks of ${point.side}` : '';
  const reason =
    found === 0
      ? 'No word of the point was found.'
      : `${found} of ${wording.terms.length} words of ${said} were found${aside}.`;
  return { ...common, ...verdictAt(coverage), evidence, reason };
}

function verdictAt(coverage: number): {
  verdict: 'covered' | 'partial' | 'missing';
  coverage: number;
  confidence: number;
} {
  const verdict = coverage >= coveredMin ? 'covered' : coverage >= partialMin ? 'partial' : 'missing';
  const confidence = offlinePointConfidence(verdict, coverage);
  return { verdict, coverage: Math.round(coverage * 1000) / 1000, confidence };
}
