/**
 * One record of a table of answers, its cells named by their columns. Lines count from 1. A record with a `problem` can't
 * be relied on: its fields are what was readable of it, to tell whose it is.
 */
export type SheetRecord = SheetCells | (SheetCells & { readonly problem: string });

type Fields = Readonly<Record<string, unknown>>;

interface SheetCells {
  readonly line: number;
  /** The column of the answer, where a line has several. */
  readonly column?: string;
  readonly fields: Fields;
  /** The cells under the names of their meaning, where the headings don't say it: a mapping does. */
  readonly meant?: Fields;
}

/** The cells of a record by what they mean. */
export function meantBy({ meant, fields }: SheetRecord): Fields {
  return meant ?? fields;
}

/** Where a record stands, for a person: `line 3`, or `line 3, column "Q1"`. */
export function placeOf({ line, column }: Pick<SheetRecord, 'line' | 'column'>): string {
  return column === undefined ? `line ${line}` : `line ${line}, column ${JSON.stringify(column)}`;
}
