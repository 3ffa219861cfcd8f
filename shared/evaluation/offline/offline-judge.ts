import type { Judgement } from '../../domain/evaluation.ts';
import { settledByGate } from '../gate-judgement.ts';
import { allDefences, type Defences, takeIn } from '../intake.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { readerOf } from './answer-reader.ts';
import { judgePoints } from './point-verdicts.ts';
import { wordDoubts } from './word-doubts.ts';

/** Changes whenever the same answer could get another verdict, so that stored work is not mistaken for this one's. */
export const offlineJudgeVersion = 'offline-4';

/**
 * Judges an answer by the words it shares with each key point: deterministic, without network, model or clock.
 *
 * It finds wording and close paraphrase; it can't see negation, swapped roles or free paraphrase, so it never says
 * `contradicted`, never deducts, and leaves misconceptions and rubric dimensions unjudged.
 */
export function judgeOffline(scheme: PreparedScheme, answer: string, defences: Defences = allDefences): Judgement {
  const intake = takeIn(answer, scheme, defences);
  if (intake.gate !== null) return settledByGate('offline', scheme.question.markScheme, intake, intake.gate);
  const reader = readerOf(scheme, intake);
  const points = judgePoints(scheme, reader);
  const { flags, doubts } = wordDoubts(points, scheme, reader);
  const { misconceptions, dimensions } = scheme.question.markScheme;
  return {
    judge: 'offline',
    gate: null,
    flags: [...intake.flags, ...flags],
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
    doubts: [...intake.doubts, ...doubts],
    signals: [],
    calls: [],
  };
}
