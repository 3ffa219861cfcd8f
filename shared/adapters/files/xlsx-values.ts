/** What the number in a cell stands for. */
export type CellKind = 'number' | 'date';

/**
 * What the numbers of a format are: the built-in ids of dates and times, or the letters of dates in its code, outside
 * of quoted text, escapes and brackets.
 *
 * @param code null for a built-in format
 * @see ECMA-376 part 1, 18.8.30 (numFmt)
 */
export function cellKindOf(formatId: number, code: string | null): CellKind {
  if (code === null) {
    const isDate = dateIds.some(([first, last]) => formatId >= first && formatId <= last);
    return isDate ? 'date' : 'number';
  }
  const letters = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General/gi, '');
  return /[dmyhs]/i.test(letters) ? 'date' : 'number';
}

const dateIds = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/**
 * A number as text: 15 digits, which is all that spreadsheets keep, or as a date (`2026-11-28`), a time (`09:30:00`), or
 * both (`2026-11-28T09:30:00`), to the second. A date that no spreadsheet shows stays a number. In the calendar from 1900
 * the day 60, which was none, and those before it are counted as spreadsheets count them, a day off.
 */
export function numberText(raw: string, kind: CellKind, isFrom1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (kind === 'number' || value < 0 || value >= lastDay) return String(Number(value.toPrecision(15)));
  const seconds = Math.round(value * secondsPerDay);
  const daysBefore = isFrom1904 ? daysTo1904 : daysTo1900;
  const iso = new Date((seconds - daysBefore * secondsPerDay) * 1000).toISOString().slice(0, 19);
  if (value < 1) return iso.slice(11);
  return seconds % secondsPerDay === 0 ? iso.slice(0, 10) : iso;
}

const secondsPerDay = 86_400;
// From 1899-12-30 and from 1904-01-01 to 1970-01-01.
const daysTo1900 = 25_569;
const daysTo1904 = 24_107;
// 9999-12-31 is the last day that spreadsheets know.
const lastDay = 2_958_466;

/** Text without the escapes that the format has for characters XML can't hold: `_x000D_` is a carriage return. */
export function unescapedText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
