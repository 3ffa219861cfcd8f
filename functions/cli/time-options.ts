import { InvalidArgumentError } from 'commander';

const unitSeconds = { m: 60, h: 3600, d: 86_400 } as const;
const daysMax = 36_500;

/** Reads an option that is a length of time, such as 30m, 12h or 90d, from a minute to a hundred years; in seconds. */
export function lengthOfTime(text: string): number {
  const seconds = secondsIn(text);
  if (seconds !== null) return seconds;
  throw new InvalidArgumentError('It must be a length of time, such as 30m, 12h or 90d.');
}

/** Reads an option that is a moment: a length of time from now, or a date with or without a time, UTC. */
export function momentAfter(now: () => Date): (text: string) => Date {
  return (text) => {
    const seconds = secondsIn(text);
    if (seconds !== null) return new Date(now().getTime() + seconds * 1000);
    const moment = new Date(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?$/.test(text) ? text : Number.NaN);
    if (!Number.isNaN(moment.getTime())) return moment;
    throw new InvalidArgumentError('It must be a length of time or a date, such as 90d or 2027-12-31.');
  };
}

function secondsIn(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d{1,7})([mhd])$/.exec(text) ?? [];
  const factor = Object.entries(unitSeconds).find(([name]) => name === unit)?.[1] ?? 0;
  const seconds = Number(count) * factor;
  return seconds > 0 && seconds <= daysMax * unitSeconds.d ? seconds : null;
}
