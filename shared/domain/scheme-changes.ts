import * as z from 'zod';
import { PartId } from './ids.ts';

/**
 * What an edit of a mark scheme did to one part of it. `added` and `reworded` parts have to be judged again. `recounted`
 * ones (weight, role) count otherwise, which is arithmetic. `retold` ones (hint, terms, correction) say something else to the
 * candidate, and no judge ever sees that.
 */
export const PartChange = z.enum(['added', 'removed', 'reworded', 'recounted', 'retold']).meta({ id: 'PartChange' });
export type PartChange = z.infer<typeof PartChange>;

/**
 * What is different between two contents of a question, as far as marks and feedback go. `context` names what every verdict
 * rests on and has changed: then everything is judged again. `scoring` says whether verdicts become marks otherwise.
 */
export const SchemeChanges = z
  .strictObject({
    context: z.array(z.enum(['prompt', 'reference', 'alternatives'])),
    parts: z.array(
      z.strictObject({
        kind: z.enum(['key-point', 'misconception', 'dimension']),
        id: PartId,
        change: PartChange,
      }),
    ),
    scoring: z.boolean(),
  })
  .meta({ id: 'SchemeChanges' });
export type SchemeChanges = z.infer<typeof SchemeChanges>;

/** The ids of parts of a mark scheme by their kind. */
export interface PartIds {
  readonly points: readonly string[];
  readonly misconceptions: readonly string[];
  readonly dimensions: readonly string[];
}
