import * as z from 'zod';
import type { Timestamp } from './ids.ts';

/** A calendar month in UTC, as in `2026-11`: text order is time order. */
export const Month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .brand<'Month'>();
export type Month = z.infer<typeof Month>;

/** The month that a moment is in. */
export function monthOf(moment: Timestamp): Month {
  return Month.parse(moment.slice(0, 7));
}

/** The month so many months before; never one before the year 0. */
export function monthsBefore(month: Month, months: number): Month {
  const [year = 0, ofYear = 1] = month.split('-').map(Number);
  const number = Math.max(0, year * 12 + ofYear - 1 - months);
  const digits = (value: number, length: number): string => String(value).padStart(length, '0');
  return Month.parse(`${digits(Math.floor(number / 12), 4)}-${digits((number % 12) + 1, 2)}`);
}
