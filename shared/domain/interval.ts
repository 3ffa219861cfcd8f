import * as z from 'zod';

/** Where a figure lies with a confidence of 95 %: what another sample of answers could as well have given. */
export const Interval = z.strictObject({ low: z.number(), high: z.number() }).meta({ id: 'Interval' });
export type Interval = z.infer<typeof Interval>;
