import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import { DimensionVerdict, Evaluation, MisconceptionFinding, PointVerdict } from '../../shared/domain/evaluation.ts';
import type { SheetFormat } from '../../shared/ports.ts';
import type { ResultRow } from './result-row.ts';

/** CSV and JSON Lines for programs and spreadsheets, text for reading. */
export type ResultFormat = SheetFormat | 'text';

/** Writes result rows as they come. */
export interface ResultWriter {
  write(row: ResultRow): Promise<void>;
}

/**
 * JSON Lines keep everything. CSV is for reading: verdicts as one line a point, lists with spaces, and cells that a
 * spreadsheet would take for a formula are defused. Text is one paragraph a row.
 *
 * @param carried the input columns, in order, that CSV rows end with
 */
export function resultWriter(out: Writable, format: ResultFormat, carried: readonly string[]): ResultWriter {
  const put = async (text: string): Promise<void> => {
    if (!out.write(text)) await once(out, 'drain');
  };
  if (format === 'jsonl') return { write: (row) => put(`${JSON.stringify(row)}\n`) };
  if (format === 'text') return { write: (row) => put(`${reportText(Printable.parse(row))}\n\n`) };
  const columns = [
    ...csvColumns,
    ...carried.map((name) => (csvColumns.includes(name) || name in reserved ? `input_${name}` : name)),
  ];
  let isHeaded = false;
  return {
    async write(row) {
      const record = csvRecord(row);
      await put(
        stringify([columns.map((name) => record[name] ?? '')], { header: !isHeaded, columns, escape_formulas: true }),
      );
      isHeaded = true;
    },
  };
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

// Names that a result row uses although CSV has no column of that name.
const reserved = { scoreRange: 0, verdicts: 0, reviewReasons: 0, gate: 0, usage: 0 };

const Printable = z.looseObject({
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
  const carried = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    ...Object.fromEntries(carried),
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
    points: result.verdicts.map(pointLine).join('\n'),
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

function reportText(result: z.infer<typeof Printable>): string {
  const range = result.scoreRange === null ? '' : ` (${result.scoreRange.min}-${result.scoreRange.max})`;
  const score = result.score === null ? `no score${range}` : `${result.score} of 100`;
  const asked = typeof result['question_id'] === 'string' ? `  ${result['question_id']}` : '';
  const notes = [...result.reviewReasons, ...result.flags];
  return [
    `row ${result.row}${asked}  ${result.status}  ${score}  judge ${result.judge}`,
    ...(result.reason === null ? [] : [`  ${result.reason}`]),
    ...result.verdicts.map((verdict) => `  ${pointLine(verdict)}`),
    ...result.misconceptions
      .filter(({ asserted }) => asserted === true)
      .map(({ claim, evidence }) => `  wrong claim: ${claim}${quoted(evidence)}`),
    ...result.dimensions.map(({ name, level, evidence }) => `  ${name}: ${level ?? 'unjudged'}${quoted(evidence)}`),
    ...(notes.length === 0 ? [] : [`  note: ${[...new Set(notes)].join(', ')}`]),
  ].join('\n');
}

/** A verdict in one line: what, how far, which point, and the words that earned it. */
export function pointLine({ verdict, coverage, text, evidence, reason }: PointVerdict): string {
  const measure = coverage === null ? '' : ` ${Math.round(100 * coverage)} %`;
  const why = evidence.length > 0 ? quoted(evidence) : reason === null ? '' : ` (${reason})`;
  return `${verdict}${measure}: ${text}${why}`;
}

function quoted(evidence: PointVerdict['evidence']): string {
  return evidence.length === 0
    ? ''
    : ` <- ${evidence.map(({ text }) => `"${text.replace(/\s+/g, ' ')}"`).join(' ... ')}`;
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}
