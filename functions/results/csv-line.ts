import { stringify } from 'csv-stringify/sync';
import { defusedCell } from './defused-cell.ts';

/**
 * A line of CSV that a spreadsheet may safely open, whatever separator it expects. Where that is not the comma, our quotes
 * mean nothing to it, and a semicolon, tab or line break within a cell begins another one: what would be a formula there
 * has an apostrophe in front too.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const texts = cells.map((cell) => defusedCell(String(cell ?? '')).replace(innerFormula, "'"));
  return stringify([texts], { quoted_match: /[;|\t\r\n]/ });
}

// The sign comes first, so that a long run of blanks is looked through once.
const innerFormula = /(?=[=+\-@\uff1d\uff0b\uff0d\uff20])(?<=[;|\t\r\n][\s"]*)/g;
