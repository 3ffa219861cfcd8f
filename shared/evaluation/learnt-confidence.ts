import type { ConfidenceWeights } from '../domain/calibration.ts';
import type { Judgement } from '../domain/evaluation.ts';
import type { HumanPoint } from '../domain/human-mark.ts';
import { pointConfidence } from './confidence.ts';
import type { CheckedVerdict } from './fit-confidence.ts';
import { humanVerdict } from './human-verdict.ts';

/** The judgement with its verdicts as sure as marks taught; a verdict without signals keeps its confidence. */
export function withLearntConfidence(judgement: Judgement, weights: ConfidenceWeights): Judgement {
  const points = judgement.points.map((point) => {
    const signals = judgement.signals.find(({ keyPointId }) => keyPointId === point.keyPointId);
    if (signals === undefined || point.verdict === 'unjudged') return point;
    return { ...point, confidence: pointConfidence({ ...signals, verdict: point.verdict }, weights) };
  });
  return { ...judgement, points };
}

/** A model's verdicts that a person checked, as many as there are both of; a contradicted point is one that is not met. */
export function checkedVerdicts(judgement: Judgement, marked: readonly HumanPoint[]): CheckedVerdict[] {
  return judgement.points.flatMap(({ keyPointId, verdict }) => {
    const signals = judgement.signals.find((known) => known.keyPointId === keyPointId);
    const human = marked.find((point) => point.keyPointId === keyPointId);
    if (signals === undefined || human === undefined || verdict === 'unjudged') return [];
    const { offline, own, isAltered } = signals;
    const isRight = humanVerdict(human) === (verdict === 'contradicted' ? 'missing' : verdict);
    return [{ verdict, offline, own, isAltered, isRight }];
  });
}
