import { columnOf } from './answer-row.ts';
import type { MappedColumns } from './column-mapping.ts';
import type { SheetRecord } from './sheet-record.ts';

/**
 * The records of a sheet by what their columns mean: one an answer, in the order of lines and columns.
 *
 * A line of a wide sheet gives a record for each question, blank cells included unless they are to be skipped, and one for
 * each question too where it is damaged, so that no answer goes unaccounted for. A line without any text gives none. Other
 * columns than those of questions are carried through.
 *
 * Who answered what can be told from the fields alone: under a heading that does not say so it is there once more, under
 * its own name, and a column that has this name and means something else is carried as `input_` and its name.
 */
export async function* mappedRecords(
  records: AsyncIterable<SheetRecord>,
  mapped: MappedColumns,
): AsyncGenerator<SheetRecord> {
  const isWide = mapped.questions.length > 0;
  const naming = namingIn(mapped);
  for await (const record of records) {
    if (isWide) yield* unpivoted(record, mapped, naming);
    else yield withMeaning(record, mapped, naming);
  }
}

/** The columns that mapped records have, in order of appearance. */
export function mappedColumns(columns: readonly string[], mapped: MappedColumns): readonly string[] {
  const { carriedAs, named } = namingIn(mapped);
  return [...columns.flatMap((column) => carriedAs(column) ?? []), ...named];
}

type Fields = SheetRecord['fields'];

interface Naming {
  /** The name of a column in what is carried through; null for one of the answers of a wide sheet. */
  readonly carriedAs: (column: string) => string | null;
  /** The meanings that no heading of the sheet says by itself. */
  readonly named: readonly string[];
}

function namingIn(mapped: MappedColumns): Naming {
  const names = new Map<string, string | null>(mapped.questions.map(({ heading }) => [heading, null]));
  const carriedAs = (column: string): string | null => {
    const known = names.get(column);
    if (known !== undefined) return known;
    const name = carriedName(column, mapped);
    names.set(column, name);
    return name;
  };
  return { carriedAs, named: namedColumns(mapped) };
}

const toldApart = ['candidate', 'question_id', 'question', 'answer'] as const;

function namedColumns({ headings, questions }: MappedColumns): readonly string[] {
  return toldApart.filter((meaning) => {
    if (questions.length > 0 && (meaning === 'question_id' || meaning === 'answer')) return true;
    const mapped = headings.get(meaning) ?? [];
    return mapped.length > 0 && mapped.every((heading) => columnOf(heading) !== meaning);
  });
}

// Nothing is said twice: where the headings say what they mean, they are left to.
function withMeaning(record: SheetRecord, { isPlain, headings }: MappedColumns, naming: Naming): SheetRecord {
  if (isPlain) return record;
  const meant = meantIn(record, headings);
  const fields = fieldsOf(record, meant, naming);
  const given = (names: readonly string[]): string[] => names.filter((name) => Object.hasOwn(record.fields, name));
  const twice = [...headings.values()].map(given).find(({ length }) => length > 1);
  if (twice === undefined || 'problem' in record) return { ...record, fields, meant };
  return {
    ...record,
    fields,
    meant,
    problem: `${twice.map((name) => JSON.stringify(name)).join(' and ')} are both given`,
  };
}

function meantIn({ fields }: SheetRecord, headings: MappedColumns['headings']): Fields {
  const given = [...headings].flatMap(([meaning, names]) =>
    names.filter((name) => Object.hasOwn(fields, name)).map((name): [string, unknown] => [meaning, fields[name]]),
  );
  return Object.fromEntries(given);
}

function fieldsOf({ fields }: SheetRecord, meant: Fields, { carriedAs, named }: Naming): Fields {
  const carried = Object.entries(fields).flatMap(([column, value]) => {
    const name = carriedAs(column);
    return name === null ? [] : [[name, value] as const];
  });
  const given = named.filter((name) => Object.hasOwn(meant, name)).map((name) => [name, meant[name]] as const);
  return Object.fromEntries([...carried, ...given]);
}

function* unpivoted(
  record: SheetRecord,
  { headings, questions, blanks }: MappedColumns,
  naming: Naming,
): Generator<SheetRecord> {
  const { fields } = record;
  const isDamaged = 'problem' in record;
  if (!isDamaged && Object.values(fields).every(isBlank)) return;
  const person = meantIn(record, headings);
  for (const { heading, questionId } of questions) {
    const cell = fields[heading];
    if (!isDamaged && blanks === 'skip' && isBlank(cell)) continue;
    const meant = { ...person, question_id: questionId, answer: cell ?? '' };
    yield { ...record, column: heading, fields: fieldsOf(record, meant, naming), meant };
  }
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

// A column that is carried through must not pass for one of the answer.
function carriedName(name: string, { headings }: MappedColumns): string {
  const meaning = toldApart.find((own) => own === columnOf(name));
  return meaning === undefined || headings.get(meaning)?.includes(name) === true ? name : `input_${name}`;
}
