import { parseAnswerRow } from '../../shared/domain/answer-row.ts';
import { meantBy, type SheetRecord } from '../../shared/domain/sheet-record.ts';

/** A record and its number among the rows of the file, from 1. */
export interface NumberedRecord {
  readonly row: number;
  readonly record: SheetRecord;
}

const windowRows = 2_000;
const windowChars = 8_000_000;

/**
 * Rows in an order in which those of one question come together, so that a provider finds the start of a prompt in its
 * cache: sorted within stretches of 2,000 rows, or fewer long ones, because a file need not fit into memory.
 */
export async function* byQuestion(rows: AsyncIterable<NumberedRecord>): AsyncIterable<NumberedRecord> {
  let stretch: NumberedRecord[] = [];
  let chars = 0;
  for await (const row of rows) {
    stretch.push(row);
    chars += charsIn(row.record);
    if (stretch.length < windowRows && chars < windowChars) continue;
    yield* sorted(stretch);
    stretch = [];
    chars = 0;
  }
  yield* sorted(stretch);
}

function sorted(rows: readonly NumberedRecord[]): NumberedRecord[] {
  return [...Map.groupBy(rows, ({ record }) => questionIn(record)).values()].flat();
}

function questionIn(record: SheetRecord): string {
  const row = parseAnswerRow(meantBy(record));
  if ('problem' in row) return '';
  const { question } = row;
  return question.source === 'bank' ? question.id : `${question.prompt}\n${question.reference}`;
}

function charsIn({ fields }: SheetRecord): number {
  return Object.values(fields).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
}
