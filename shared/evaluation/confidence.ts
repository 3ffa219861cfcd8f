import type { ConfidenceWeights } from '../domain/calibration.ts';
import type { Judgement, PointVerdict, ReviewReason, VerdictSignals } from '../domain/evaluation.ts';
import { countedPoints, weightedMean } from './scoring.ts';

/** What is known of a model's verdict on a point that may tell how good it is. */
export interface PointSignals extends Readonly<Omit<VerdictSignals, 'keyPointId'>> {
  readonly verdict: Exclude<PointVerdict['verdict'], 'unjudged'>;
}

/**
 * The weights until an owner has marks enough to learn from. Agreement with the offline judge is the best signal that was
 * measured (AUC .76-.81, self-report .67). @see the design notes on grading, sections 3.1 and 3.2
 */
export const startingWeights: ConfidenceWeights = { base: 1.2, agreement: 3, own: 2, partial: -1, altered: -1.5 };

/**
 * How likely an expert would give the same verdict as the model, 0 to 1 with three decimals.
 *
 * logit = base + agreement (a - 0.5) + own (c - 0.85) + partial if partial + altered if the quote was altered, where a is
 * the offline coverage for a point that was made, one minus it for a missing one, and one half where nothing is known or
 * the verdict is one that words can't see (contradicted); c is the model's own confidence.
 */
export function pointConfidence(signals: PointSignals, weights: ConfidenceWeights = startingWeights): number {
  const { agreement, own, partial, altered } = measuresOf(signals);
  return rounded(
    logistic(
      weights.base +
        weights.agreement * agreement +
        weights.own * own +
        weights.partial * partial +
        weights.altered * altered,
    ),
  );
}

/** The signals as numbers, centred where the starting weights are: what each weight is multiplied by. */
export function measuresOf({ verdict, offline, own, isAltered }: PointSignals): Omit<ConfidenceWeights, 'base'> {
  return {
    agreement: agreementOf(verdict, offline) - 0.5,
    own: Math.min(1, Math.max(0, own)) - 0.85,
    partial: verdict === 'partial' ? 1 : 0,
    altered: isAltered ? 1 : 0,
  };
}

/**
 * How likely a teacher would agree with an offline verdict, 0 to 1 with three decimals. A partial verdict lies between two
 * answers, so it is never sure.
 */
export function offlinePointConfidence(verdict: 'covered' | 'partial' | 'missing', coverage: number): number {
  const met = chanceMet(coverage);
  if (verdict === 'partial') return 0.5;
  return rounded(verdict === 'covered' ? met : 1 - met);
}

const confidenceUnderSuspicion = 0.2;

/** What says of an answer that its words may be found and yet mean something else. */
const suspicions: ReadonlySet<ReviewReason> = new Set<ReviewReason>([
  'manipulation-suspected',
  'hidden-or-encoded-text',
  'negation-mismatch',
  'number-mismatch',
  'swapped-sides',
]);

/**
 * How sure the marks of an answer are, 0 to 1 with three decimals: the mean over the points that make the marks, by weight,
 * and 0.2 at most where words may be found without being meant (`suspicions`; design notes on grading, section 3.2). Null where
 * one of them is unjudged or there are none.
 *
 * Of a model's marks it is the mean confidence of the verdicts. Offline it is the mean chance that a person finds the
 * points made: what was found is there, but an answer of which little was found may say it in other words, in all points
 * alike, so high scores are safer than low ones. `bench:accuracy` prints the area under the risk-coverage curve by it.
 */
export function answerConfidence(judgement: Judgement, reasons: readonly ReviewReason[]): number | null {
  const counted = countedPoints(judgement.points);
  if (counted.length === 0 || counted.some(({ verdict }) => verdict === 'unjudged')) return null;
  return rounded(1 - doubtShare(judgement, reasons));
}

/**
 * The share of the marks that is in doubt, 0 to 1: one minus the confidence of an answer, where an unjudged point is in
 * doubt entirely and so is an answer without points.
 */
export function doubtShare(judgement: Judgement, reasons: readonly ReviewReason[]): number {
  const isFromWords = judgement.judge === 'offline' && judgement.gate === null;
  const sureOf = ({ coverage, confidence }: PointVerdict): number =>
    isFromWords && coverage !== null ? chanceMet(coverage) : (confidence ?? 0);
  const mean = weightedMean(countedPoints(judgement.points), sureOf);
  return 1 - (reasons.some((reason) => suspicions.has(reason)) ? Math.min(mean, confidenceUnderSuspicion) : mean);
}

function agreementOf(verdict: PointSignals['verdict'], offline: number | null): number {
  if (offline === null || verdict === 'contradicted') return 0.5;
  return verdict === 'missing' ? 1 - offline : offline;
}

/*
 * Of points that the offline judge finds covered by 0.65 or more, by 0.40-0.65 and by less, teachers called 87 %, 64 % and
 * 28 % met (design notes on grading, section 5.2). This is the logistic curve through the middles of those ranges.
 */
function chanceMet(coverage: number): number {
  return logistic(4.5 * coverage - 1.85);
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function rounded(share: number): number {
  return Math.round(1000 * share) / 1000;
}
