import { withVisibleControls } from '../../shared/domain/short-name.ts';

/** Rows as aligned columns; the last column has any width. What would steer a terminal is escaped. */
export function textTable(given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map(withVisibleControls));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}
