import * as z from 'zod';

/** `unjudged` means that no verdict could be had or trusted. It is never scored as zero. Only a model says `contradicted`. */
export const Verdict = z.enum(['covered', 'partial', 'missing', 'contradicted', 'unjudged']).meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof Verdict>;
