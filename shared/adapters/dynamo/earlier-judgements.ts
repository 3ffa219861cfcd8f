import * as z from 'zod';
import { Judgement, PointVerdict } from '../../domain/evaluation.ts';

/**
 * Judgements as they were written before points could be asked about alone and confidences learnt: no point had been
 * asked about alone, and what the confidences were made of is not known any more.
 */
export const JudgementV1 = Judgement.omit({ signals: true })
  .extend({ points: z.array(PointVerdict.omit({ doubtful: true })) })
  .transform(
    (earlier): Judgement => ({
      ...earlier,
      points: earlier.points.map((point) => ({ ...point, doubtful: false })),
      signals: [],
    }),
  );
