import type { Timestamp } from './ids.ts';

/** A moment as ISO 8601 UTC with milliseconds. @throws RangeError for an invalid date */
export function timestampOf(moment: Date): Timestamp {
  return moment.toISOString();
}
