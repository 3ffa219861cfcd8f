import * as z from 'zod';
import { limits } from '../../../shared/domain/limits.ts';
import { MonthlyUse } from '../../../shared/domain/model-use.ts';
import { Month } from '../../../shared/domain/month.ts';

export const UsageQuery = z.strictObject({ month: Month.optional() });

const UseOfMonth = MonthlyUse.meta({ id: 'MonthlyUse' });

/** What models cost in a month and before, in millionths of a dollar. */
export const UsageReply = z
  .strictObject({
    ...MonthlyUse.shape,
    budgetUsdMicros: z.int().min(0).nullable(),
    remainingUsdMicros: z.int().min(0).nullable(),
    earlier: z.array(UseOfMonth).max(limits.usageMonthsShown - 1),
  })
  .meta({ id: 'UsageReply' });
