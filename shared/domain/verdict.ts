import * as z from 'zod';

/** `unjudged` means that no verdict could be had or trusted. It is never scored as zero. Only a model says `contradicted`. */
export const Verdict = z.enum(['covered', 'partial', 'missing', 'contradicted', 'unjudged']).meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof Verdict>;

/** From which share on a key point counts as met, for a judge as for people. */
export const metFrom = 0.5;
