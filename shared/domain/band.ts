import * as z from 'zod';

/** Named ranges of the score, best first. */
export const Band = z.enum(['excellent', 'good', 'fair', 'weak', 'poor']).meta({ id: 'Band' });
export type Band = z.infer<typeof Band>;
