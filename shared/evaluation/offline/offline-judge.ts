import type { Flag, Judgement, PointVerdict, ReviewReason, Verdict } from '../../domain/evaluation.ts';
import { settledByGate } from '../gate-judgement.ts';
import { type Intake, takeIn } from '../intake.ts';
import { weightedMean } from '../scoring.ts';
import { contentTokens, numbersIn } from '../text/tokens.ts';
import { AnswerIndex } from './answer-index.ts';
import { clausesAbout } from './contrast.ts';
import { coverageOf } from './coverage.ts';
import type { PreparedPoint, PreparedScheme, Wording } from './prepared-scheme.ts';
import { quotesFor } from './quotes.ts';

/** Changes whenever the same answer could get another verdict, so that stored work is not mistaken for this one's. */
export const offlineJudgeVersion = 'offline-2';

const coveredMin = 0.65;
const partialMin = 0.4;
const sideShare = 0.75;
/** Coverage below this is chance: single common words. */
const chanceMax = 0.1;
const attemptWordsMin = 12;
const quotesOfAlternativeMax = 3;

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
  const points = judgePoints(scheme, intake);
  const { misconceptions, dimensions } = scheme.question.markScheme;
  const flags: Flag[] = [...intake.flags];
  const doubts: ReviewReason[] = [...intake.doubts];
  if (hasOtherNumber(points, scheme)) {
    flags.push('number_mismatch');
    doubts.push('number-mismatch');
  }
  if (isUnsure(points, intake)) doubts.push('judge-unsure');
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
 * The verdicts on the key points by words alone, whatever the gates say.
 *
 * A question may have several right answers. Whoever matches another one better than the key points earns every point
 * at least in that measure, with the quotes that matched it.
 */
export function judgePoints(scheme: PreparedScheme, intake: Intake): PointVerdict[] {
  const reader = readerOf(scheme, intake);
  const own = scheme.points.map((point) => judgePoint(point, reader));
  let best = own;
  scheme.alternatives.forEach((points, position) => {
    const matched = points.map((point) => judgePoint(point, reader));
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

/** An answer ready to be searched, as a whole and in the parts that speak of one side of a contrast. */
interface Reader {
  readonly intake: Intake;
  readonly whole: AnswerIndex;
  readonly about: (side: string) => AnswerIndex;
}

function readerOf(scheme: PreparedScheme, intake: Intake): Reader {
  const { tokens } = intake;
  const { text } = intake.normalized;
  const sides = new Map<string, AnswerIndex>();
  const about = (side: string): AnswerIndex => {
    const known = sides.get(side);
    if (known !== undefined || scheme.contrast === null) return known ?? whole;
    const index = new AnswerIndex(tokens, clausesAbout(text, side, scheme.contrast), scheme.termsFor);
    sides.set(side, index);
    return index;
  };
  const whole = new AnswerIndex(tokens, intake.sentences, scheme.termsFor);
  return { intake, whole, about };
}

function judgePoint({ keyPoint, wordings, side }: PreparedPoint, reader: Reader): PointVerdict {
  const { id, text, role, weight } = keyPoint;
  const common = { keyPointId: id, text, role, weight };
  const { wording, coverage: anywhere } = bestWording(wordings, reader.whole);
  if (wording === undefined) {
    const reason = 'The key point has no word to look for.';
    return { ...common, verdict: 'unjudged', coverage: null, evidence: [], reason, confidence: null };
  }
  const near = side === null ? anywhere : coverageOf(wording.terms, reader.about(side));
  const counted = Math.min(anywhere, (1 - sideShare) * anywhere + sideShare * near);
  const coverage = counted < chanceMax ? 0 : counted;
  const evidence = coverage === 0 ? [] : quotesFor(wording.terms, reader.whole, reader.intake.normalized);
  const found = wording.terms.filter((term) => reader.whole.matches(term).similarity.some((value) => value > 0)).length;
  const said = wording.text === text ? 'the point' : `"${wording.text}"`;
  const aside = counted < anywhere ? `, not all of them where the answer speaks of ${side}` : '';
  const reason =
    found === 0
      ? 'No word of the point was found.'
      : `${found} of ${wording.terms.length} words of ${said} were found${aside}.`;
  return { ...common, ...verdictAt(coverage), evidence, reason };
}

function bestWording(
  wordings: readonly Wording[],
  answer: AnswerIndex,
): { wording: Wording | undefined; coverage: number } {
  let best: { wording: Wording | undefined; coverage: number } = { wording: undefined, coverage: -1 };
  for (const wording of wordings) {
    if (wording.terms.length === 0) continue;
    const coverage = coverageOf(wording.terms, answer);
    if (coverage > best.coverage) best = { wording, coverage };
  }
  return best;
}

function verdictAt(coverage: number): {
  verdict: 'covered' | 'partial' | 'missing';
  coverage: number;
  confidence: number;
} {
  const verdict = coverage >= coveredMin ? 'covered' : coverage >= partialMin ? 'partial' : 'missing';
  return { verdict, coverage: Math.round(coverage * 1000) / 1000, confidence: confidenceIn(coverage) };
}

/**
 * Whether words alone can't tell how good the answer is: at least half of the essential weight is only partly covered,
 * or an attempt of some length covers no essential point and may be a paraphrase.
 */
function isUnsure(points: readonly PointVerdict[], intake: Intake): boolean {
  const essential = points.filter(({ role }) => role === 'essential');
  const share = (verdict: Verdict): number => weightedMean(essential, (point) => (point.verdict === verdict ? 1 : 0));
  if (essential.length === 0) return false;
  if (share('partial') >= 0.5) return true;
  return share('covered') === 0 && contentTokens(intake.tokens).length >= attemptWordsMin;
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
    if (point.verdict === 'missing' || numbersIn(point.text).size === 0) return false;
    const given = numbersIn(point.evidence.map(({ text }) => text).join('\n'));
    return given.size > 0 && given.isDisjointFrom(scheme.numbers);
  });
}
