import type { MappedColumns } from './column-mapping.ts';
import type { SheetRecord } from './sheet-record.ts';

/**
 * The records of a sheet by what their columns mean: one an answer, in the order of lines and columns.
 *
 * A line of a wide sheet gives a record for each question, blank cells included unless they are to be skipped, and one for
 * each question too where it is damaged, so that no answer goes unaccounted for. A line without any text gives none. Other
 * columns than those of questions are carried through.
 */
export async function* mappedRecords(
  records: AsyncIterable<SheetRecord>,
  mapped: MappedColumns,
): AsyncGenerator<SheetRecord> {
  const isWide = mapped.questions.length > 0;
  for await (const record of records) {
    if (isWide) yield* unpivoted(record, mapped);
    else yield withMeaning(record, mapped);
  }
}

/** The columns that mapped records have, in order of appearance. */
export function mappedColumns(columns: readonly string[], { questions }: MappedColumns): readonly string[] {
  if (questions.length === 0) return columns;
  const headings = new Set(questions.map(({ heading }) => heading));
  return [...columns.filter((column) => !headings.has(column)).map(carriedName), ...answerColumns];
}

const answerColumns = ['question_id', 'answer'] as const;

// Nothing is said twice: where the headings say what they mean, they are left to.
function withMeaning(record: SheetRecord, { headings, isPlain }: MappedColumns): SheetRecord {
  if (isPlain) return record;
  const meant = meantIn(record, headings);
  const given = (names: readonly string[]): string[] => names.filter((name) => Object.hasOwn(record.fields, name));
  const twice = [...headings.values()].map(given).find(({ length }) => length > 1);
  if (twice === undefined || 'problem' in record) return { ...record, meant };
  return { ...record, meant, problem: `${twice.map((name) => JSON.stringify(name)).join(' and ')} are both given` };
}

function meantIn({ fields }: SheetRecord, headings: MappedColumns['headings']): Record<string, unknown> {
  const given = [...headings].flatMap(([meaning, names]) =>
    names.filter((name) => Object.hasOwn(fields, name)).map((name): [string, unknown] => [meaning, fields[name]]),
  );
  return Object.fromEntries(given);
}

function* unpivoted(record: SheetRecord, { headings, questions, blanks }: MappedColumns): Generator<SheetRecord> {
  const { fields } = record;
  const isDamaged = 'problem' in record;
  if (!isDamaged && Object.values(fields).every(isBlank)) return;
  const columns = new Set(questions.map(({ heading }) => heading));
  const carried = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (columns.has(name) ? [] : [[carriedName(name), value] as const])),
  );
  const meant = meantIn(record, headings);
  for (const { heading, questionId } of questions) {
    const cell = fields[heading];
    if (!isDamaged && blanks === 'skip' && isBlank(cell)) continue;
    const answer = cell ?? '';
    yield {
      ...record,
      column: heading,
      fields: { ...carried, question_id: questionId, answer },
      meant: { ...meant, question_id: questionId, answer },
    };
  }
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

// A column that is carried through must not pass for one of the answer.
function carriedName(name: string): string {
  return answerColumns.some((column) => column === name) ? `input_${name}` : name;
}
