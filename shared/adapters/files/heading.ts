import { Fault } from '../../domain/fault.ts';

/**
 * The names of columns from the cells of a heading; one without a name is named by its place, `column_3`.
 *
 * @throws Fault `invalid-request` when two have the same name
 */
export function headingOf(cells: readonly string[]): string[] {
  const names = cells.map((cell, index) => (cell.trim() === '' ? `column_${index + 1}` : cell.trim()));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return names;
  throw new Fault('invalid-request', `The heading has two columns named ${JSON.stringify(repeated)}.`);
}
