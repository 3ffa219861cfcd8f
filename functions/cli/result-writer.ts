import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import { columnOf, type RowColumn } from '../../shared/domain/answer-row.ts';
import { DimensionVerdict, Evaluation, MisconceptionFinding, PointVerdict } from '../../shared/domain/evaluation.ts';
import type { SheetFormat } from '../../shared/ports.ts';
import { type ResultRow, resultColumns } from './result-row.ts';

/** CSV and JSON Lines for programs and spreadsheets, text for reading. */
export type ResultFormat = SheetFormat | 'text';

/** Writes result rows as they come, each with the columns of its input row. */
export interface ResultWriter {
  write(row: ResultRow, carried: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * JSON Lines keep everything. CSV is for reading: verdicts as one line a point, lists with spaces, and cells that a
 * spreadsheet would take for a formula are defused. Text is one paragraph a row.
 *
 * @param columns the input columns, in order, that rows end with; one that is named like a result is kept as `input_` and its name
 */
export function resultWriter(out: Writable, format: ResultFormat, columns: readonly string[]): ResultWriter {
  const put = (text: string): Promise<void> =>
    new Promise((resolve, reject) => out.write(text, (error) => (error ? reject(error) : resolve())));
  if (format === 'text') return { write: (row, carried) => put(`${reportText(Printable.parse(row), carried)}\n\n`) };
  if (format === 'jsonl') {
    const names = carriedNames(columns, resultColumns);
    return {
      write: (row, carried) => {
        const kept = Object.entries(carried).map(([column, value]) => [names.get(column) ?? column, value]);
        return put(`${JSON.stringify({ ...row, ...Object.fromEntries(kept) })}\n`);
      },
    };
  }
  const names = carriedNames(columns, csvColumns);
  let heading: string[][] = [[...csvColumns, ...names.values()]];
  return {
    write: (row, carried) => {
      const record = csvRecord(row);
      const cells = [...csvColumns.map((name) => record[name] ?? ''), ...columns.map((name) => cellOf(carried[name]))];
      const text = stringify([...heading, cells], { escape_formulas: true });
      heading = [];
      return put(text);
    },
  };
}

function carriedNames(columns: readonly string[], taken: readonly string[]): Map<string, string> {
  const used = new Set([...taken, ...columns]);
  const names = columns.map((column): [string, string] => {
    let name = column;
    if (taken.includes(column)) while (used.has(name)) name = `input_${name}`;
    used.add(name);
    return [column, name];
  });
  return new Map(names);
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const csvColumns: readonly string[] = [
  'row',
  'status',
  'score',
  'score_min',
  'score_max',
  'coverage',
  'band',
  'confidence',
  'judge',
  'model',
  'points',
  'misconceptions',
  'dimensions',
  'review_reasons',
  'flags',
  'reason',
  'calls',
  'cost_usd',
];

const Printable = z.object({
  row: z.number(),
  status: z.string(),
  score: z.number().nullable(),
  scoreRange: Evaluation.shape.scoreRange.nullable(),
  coverage: z.number().nullable(),
  band: z.string().nullable(),
  confidence: z.number().nullable(),
  judge: z.string(),
  model: z.string().nullable(),
  verdicts: z.array(PointVerdict),
  misconceptions: z.array(MisconceptionFinding),
  dimensions: z.array(DimensionVerdict),
  reviewReasons: z.array(z.string()),
  flags: z.array(z.string()),
  reason: z.string().nullable(),
  usage: Evaluation.shape.usage,
});

function csvRecord(row: ResultRow): Record<string, string> {
  const result = Printable.parse(row);
  return {
    row: String(result.row),
    status: result.status,
    score: numberText(result.score),
    score_min: numberText(result.scoreRange?.min ?? null),
    score_max: numberText(result.scoreRange?.max ?? null),
    coverage: numberText(result.coverage),
    band: result.band ?? '',
    confidence: numberText(result.confidence),
    judge: result.judge,
    model: result.model ?? '',
    points: result.verdicts.map((verdict) => pointLine(verdict)).join('\n'),
    misconceptions: result.misconceptions
      .filter(({ asserted }) => asserted === true)
      .map(({ claim, evidence }) => `${claim}${quoted(evidence)}`)
      .join('\n'),
    dimensions: result.dimensions
      .map(({ name, level, evidence }) => `${name}: ${level ?? 'unjudged'}${quoted(evidence)}`)
      .join('\n'),
    review_reasons: result.reviewReasons.join(' '),
    flags: result.flags.join(' '),
    reason: result.reason ?? '',
    calls: String(result.usage.calls),
    cost_usd: result.usage.costUsdMicros === null ? '' : String(result.usage.costUsdMicros / 1_000_000),
  };
}

function reportText(result: z.infer<typeof Printable>, carried: Readonly<Record<string, unknown>>): string {
  const range = result.scoreRange === null ? '' : ` (${result.scoreRange.min}-${result.scoreRange.max})`;
  const score = result.score === null ? `no score${range}` : `${result.score} of 100`;
  const told = (['question_id', 'candidate'] as const).map((column) => carriedText(carried, column));
  const notes = [...result.reviewReasons, ...result.flags];
  const lines = [
    [`row ${result.row}`, ...told, result.status, score, `judge ${result.judge}`]
      .filter((part) => part !== '')
      .join('  '),
    ...(result.reason === null ? [] : [`  ${result.reason}`]),
    ...result.verdicts.map((verdict) => `  ${pointLine(verdict, `(${verdict.role}, ${verdict.weight})`)}`),
    ...result.misconceptions
      .filter(({ asserted }) => asserted === true)
      .map(({ claim, evidence }) => `  wrong claim: ${claim}${quoted(evidence)}`),
    ...dimensionLines(result.dimensions).map((line) => `  ${line}`),
    ...(notes.length === 0 ? [] : [`  note: ${[...new Set(notes)].join(', ')}`]),
  ];
  return lines.map(printable).join('\n');
}

function carriedText(carried: Readonly<Record<string, unknown>>, column: RowColumn): string {
  const heading = Object.keys(carried).find((name) => columnOf(name) === column);
  return heading === undefined ? '' : shown(cellOf(carried[heading])).trim();
}

// A judge that judges no dimension says so once.
function dimensionLines(dimensions: readonly DimensionVerdict[]): string[] {
  const [first, ...others] = dimensions;
  if (first?.level === null && others.every(({ level, reason }) => level === null && reason === first.reason)) {
    const why = first.reason === null ? '' : ` (${first.reason})`;
    return [`${dimensions.map(({ name }) => name).join(', ')}: unjudged${why}`];
  }
  return dimensions.map(({ name, level, evidence }) => `${name}: ${level ?? 'unjudged'}${quoted(evidence)}`);
}

// A verdict in one line: what, how far, what it counts, which point, and the words that earned it.
function pointLine({ verdict, coverage, text, evidence, reason }: PointVerdict, counts = ''): string {
  const measure = [coverage === null ? '' : ` ${Math.round(100 * coverage)} %`, counts].filter(Boolean).join(' ');
  const why = evidence.length > 0 ? quoted(evidence) : reason === null ? '' : ` (${reason})`;
  return `${verdict}${measure}: ${text}${why}`;
}

function quoted(evidence: PointVerdict['evidence']): string {
  return evidence.length === 0 ? '' : ` <- ${evidence.map(({ text }) => `"${shown(text)}"`).join(' ... ')}`;
}

function shown(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

// Text of a stranger must not move the cursor of whoever reads it, nor turn or hide what it says.
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]/gu, '');
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}
