import type { Gate, JudgeKind, Judgement, PointVerdict } from '../domain/evaluation.ts';
import type { MarkScheme } from '../domain/mark-scheme.ts';
import type { Intake } from './intake.ts';

/** What a closed gate means, in the words that a report uses. */
export const gateReasons: Record<Gate, string> = {
  empty: 'The answer is empty.',
  non_answer: 'The answer does not attempt the question.',
  gibberish: 'The answer is not made of words.',
  restates_question: 'The answer only repeats the question.',
  off_topic: 'The answer shares no word with the question or its reference.',
  language_mismatch: 'The answer is in another language than the question.',
};

/**
 * The judgement of an answer that a gate settled, without a judge and at no cost: every point missing and every
 * dimension at level 0. Another language is no failure to answer, so there everything is unjudged and a person decides.
 */
export function settledByGate(judge: JudgeKind, scheme: MarkScheme, intake: Intake, gate: Gate): Judgement {
  const reason = gateReasons[gate];
  const isUnjudged = gate === 'language_mismatch';
  const outcome: Pick<PointVerdict, 'verdict' | 'coverage' | 'confidence'> = isUnjudged
    ? { verdict: 'unjudged', coverage: null, confidence: null }
    : { verdict: 'missing', coverage: 0, confidence: 1 };
  return {
    judge,
    gate,
    flags: [...intake.flags],
    points: scheme.keyPoints.map(({ id, text, role, weight }) => ({
      keyPointId: id,
      text,
      role,
      weight,
      ...outcome,
      evidence: [],
      reason,
      doubtful: false,
    })),
    misconceptions: scheme.misconceptions.map(({ id, claim }) => ({
      misconceptionId: id,
      claim,
      asserted: isUnjudged ? null : false,
      evidence: [],
    })),
    dimensions: scheme.dimensions.map(({ id, name, weight }) => ({
      dimensionId: id,
      name,
      weight,
      level: isUnjudged ? null : 0,
      evidence: [],
      reason,
    })),
    doubts: [...intake.doubts],
    signals: [],
    calls: [],
  };
}
