import type { EvidenceSpan, Flag, Judgement, PointVerdict, ReviewReason } from '../../domain/evaluation.ts';
import { settledByGate } from '../gate-judgement.ts';
import { type Intake, takeIn } from '../intake.ts';
import { weightedMean } from '../scoring.ts';
import { tokenize } from '../text/tokens.ts';
import { AnswerIndex } from './answer-index.ts';
import { clausesAbout } from './contrast.ts';
import { coverageOf } from './coverage.ts';
import type { PreparedPoint, PreparedScheme } from './prepared-scheme.ts';
import { quotesFor } from './quotes.ts';
import type { Term } from './terms.ts';

/** Changes whenever the same answer could get another verdict, so that stored work is not mistaken for this one's. */
export const offlineJudgeVersion = 'offline-1';

const coveredMin = 0.65;
const partialMin = 0.4;
const sideShare = 0.75;

/**
 * Judges an answer by the words it shares with each key point: deterministic, without network, model or clock.
 *
 * It finds wording and close paraphrase; it can't see negation, swapped roles or free paraphrase, so it never says
 * `contradicted`, never deducts, and leaves misconceptions and rubric dimensions unjudged. Thresholds: the design notes
 * on grading, section 5.2, step 10.
 */
export function judgeOffline(scheme: PreparedScheme, answer: string): Judgement {
  const intake = takeIn(answer, scheme);
  if (intake.gate !== null) return settledByGate('offline', scheme.question.markScheme, intake, intake.gate);
  const index = new AnswerIndex(intake.normalized.text, intake.sentences, scheme.questionStems);
  const points = bestReading(scheme, intake, index);
  const { misconceptions, dimensions } = scheme.question.markScheme;
  const flags: Flag[] = [...intake.flags];
  const doubts: ReviewReason[] = [...intake.doubts];
  if (hasOtherNumber(points, scheme)) {
    flags.push('number_mismatch');
    doubts.push('number-mismatch');
  }
  return {
    judge: 'offline',
    gate: null,
    flags,
    points,
    misconceptions: misconceptions.map(({ id, claim }) => ({
      misconceptionId: id,
      claim,
      asserted: null,
      evidence: [],
    })),
    dimensions: dimensions.map(({ id, name, weight }) => ({
      dimensionId: id,
      name,
      weight,
      level: null,
      evidence: [],
      reason: 'The offline judge reads words, not quality; a person or a model has to judge this.',
    })),
    doubts,
    calls: [],
  };
}

/**
 * A question may have several right answers. Whoever matches another one better than the key points earns every point
 * at least in that measure, with the quotes that matched it.
 */
function bestReading(scheme: PreparedScheme, intake: Intake, index: AnswerIndex): PointVerdict[] {
  const judgeAll = (points: readonly PreparedPoint[]): PointVerdict[] =>
    points.map((point) => judgePoint(point, scheme, intake, index));
  const own = judgeAll(scheme.points);
  let best = own;
  scheme.alternatives.forEach((points, position) => {
    const matched = judgeAll(points);
    const measure = weightedMean(matched, ({ coverage }) => coverage ?? 0);
    if (measure <= weightedMean(best, ({ coverage }) => coverage ?? 0)) return;
    const evidence = matched.flatMap((point) => point.evidence).slice(0, 3);
    best = own.map((point) => {
      if (point.coverage === null || point.coverage >= measure) return point;
      const reason = `Matches alternative answer ${position + 1}.`;
      return { ...point, ...verdictAt(measure, evidence), reason };
    });
  });
  return best;
}

function judgePoint(point: PreparedPoint, scheme: PreparedScheme, intake: Intake, index: AnswerIndex): PointVerdict {
  const { terms, coverage } = bestWording(point, scheme, intake, index);
  const { id, text, role, weight } = point.keyPoint;
  const common = { keyPointId: id, text, role, weight };
  if (terms.length === 0) {
    const reason = 'The key point has no word to look for.';
    return { ...common, verdict: 'unjudged', coverage: null, evidence: [], reason, confidence: null };
  }
  const judged = verdictAt(coverage, coverage < partialMin ? [] : quotesFor(terms, index, intake.normalized));
  return { ...common, ...judged, reason: reasonFor(terms, index, judged.verdict) };
}

function verdictAt(coverage: number, evidence: EvidenceSpan[]): JudgedPart {
  const verdict = coverage >= coveredMin ? 'covered' : coverage >= partialMin ? 'partial' : 'missing';
  return {
    verdict,
    coverage: Math.round(coverage * 1000) / 1000,
    evidence: verdict === 'missing' ? [] : evidence,
    confidence: confidenceIn(coverage),
  };
}

interface JudgedPart extends Pick<PointVerdict, 'coverage' | 'evidence' | 'confidence'> {
  verdict: 'covered' | 'partial' | 'missing';
}

function bestWording(
  point: PreparedPoint,
  scheme: PreparedScheme,
  intake: Intake,
  index: AnswerIndex,
): { terms: readonly Term[]; coverage: number } {
  let best: readonly Term[] = point.wordings[0] ?? [];
  let coverage = coverageOf(best, index);
  for (const terms of point.wordings.slice(1)) {
    const value = coverageOf(terms, index);
    if (value > coverage) {
      best = terms;
      coverage = value;
    }
  }
  if (point.side !== null && scheme.contrast !== null) {
    const clauses = clausesAbout(intake.normalized.text, point.side, scheme.contrast);
    const near = new AnswerIndex(intake.normalized.text, clauses, scheme.questionStems);
    coverage = Math.min(coverage, (1 - sideShare) * coverage + sideShare * coverageOf(best, near));
  }
  return { terms: best, coverage };
}

function reasonFor(terms: readonly Term[], index: AnswerIndex, verdict: 'covered' | 'partial' | 'missing'): string {
  const found = terms.filter((term) => index.matches(term).similarity.some((similarity) => similarity > 0)).length;
  const words = `${found} of ${terms.length} words of the point`;
  if (verdict === 'missing') return found === 0 ? 'No word of the point was found.' : `Only ${words} were found.`;
  return `${words} were found.`;
}

/**
 * How often a teacher agrees with a verdict at this coverage: of points covered by 0.65 or more, 0.40-0.65 and less,
 * teachers called 87 %, 64 % and 28 % met (LLMarking; design notes on grading, section 5.2). A partial verdict lies
 * between two answers, so it is never sure.
 */
function confidenceIn(coverage: number): number {
  if (coverage >= coveredMin) return 0.87;
  return coverage >= partialMin ? 0.5 : 0.72;
}

// The answer gives a figure where the point has another one, and otherwise talks about the same thing.
function hasOtherNumber(points: readonly PointVerdict[], scheme: PreparedScheme): boolean {
  return points.some((point) => {
    const wanted = numbersIn(point.text);
    if (wanted.size === 0 || point.verdict === 'missing') return false;
    const given = numbersIn(point.evidence.map(({ text }) => text).join('\n'));
    const known = numbersIn(`${scheme.question.prompt}\n${scheme.question.reference}`);
    return given.size > 0 && ![...given].some((number) => wanted.has(number) || known.has(number));
  });
}

function numbersIn(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .filter((token) => token.kind === 'number')
      .map(({ stem }) => stem),
  );
}
