import * as z from 'zod';

/** What may be wrong with a mark scheme, with its reference, or with how it was proposed. */
export const SchemeWarningCode = z
  .enum([
    'reference-too-short',
    'reference-restates-question',
    'reference-asks-questions',
    'reference-contradicts-itself',
    'reference-in-another-language',
    'reference-not-made-of-words',
    'reference-not-covered',
    'prompt-gives-away',
    'no-essential-point',
    'too-few-points',
    'too-many-points',
    'point-too-long',
    'points-overlap',
    'point-strays-from-source',
    'hint-gives-away',
    'sentence-unused',
    'source-not-found',
    'entry-unusable',
    'model-failed',
    'model-says',
  ])
  .meta({ id: 'SchemeWarningCode' });
export type SchemeWarningCode = z.infer<typeof SchemeWarningCode>;

/** A warning for whoever owns the question, in words of their own trade. `keyPointId` is null where it is about the whole. */
export const SchemeWarning = z
  .strictObject({ code: SchemeWarningCode, keyPointId: z.string().nullable(), detail: z.string() })
  .meta({ id: 'SchemeWarning' });
export type SchemeWarning = z.infer<typeof SchemeWarning>;
