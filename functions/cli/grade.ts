import { open, readFile, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import { pMapIterable } from 'p-map';
import { columnOf, type RowColumn } from '../../shared/domain/answer-row.ts';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import type { JudgementStore, SheetFormat, SheetReader, SheetRecord } from '../../shared/ports.ts';
import { type GradeRowTools, gradeRow, type SettledRow } from '../../shared/usecases/grade-row.ts';
import { chosenJudge } from '../../shared/usecases/judge-answer.ts';
import { resultRow } from './result-row.ts';
import { type ResultFormat, resultWriter } from './result-writer.ts';
import type { Terminal } from './terminal.ts';

export interface GradeOptions {
  readonly file: string;
  readonly out: string;
  readonly format: ResultFormat | null;
  readonly judge: JudgeKind | null;
  readonly concurrency: number | null;
  readonly questions: string | null;
}

export interface GradeTools {
  readonly sheets: SheetReader;
  readonly readBank: (path: string | null) => Promise<readonly AuthoredQuestion[]>;
  readonly judging: Omit<GradeRowTools, 'bank' | 'judge' | 'judgements' | 'tenantId'>;
  readonly tenantId: TenantId;
  /** Opens the store of paid judgements; asked only for the LLM judge. */
  readonly openJudgements: () => Promise<{ judgements: JudgementStore; close: () => Promise<void> }>;
}

const concurrencyOf: Record<JudgeKind, number> = { offline: 1, llm: 8 };

/**
 * Grades a file of answers, writing one result a row in input order.
 *
 * @returns 0 when every row was settled, 2 when some failed
 * @throws Fault when nothing can start: the file or bank can't be read, a needed column is missing, there is no model
 */
export async function grade(options: GradeOptions, tools: GradeTools, terminal: Terminal): Promise<number> {
  const startedAt = Date.now();
  const content = await contentOf(options.file, terminal);
  const records = tools.sheets.read(content, formatOf(options.file) ?? formatIn(content));
  const columns = columnsIn(records);
  // Without a readable row there are no columns to speak of, and every row says what is wrong with it.
  if (columns.length > 0) requireColumns(columns);
  for (const input of [options.file, options.questions]) {
    if (input !== null && (await isSameFile(input, options.out))) {
      throw new Fault('invalid-request', `The results would overwrite ${input}; name another file with --out.`);
    }
  }
  const bank = new Map((await tools.readBank(options.questions)).map((question) => [question.id, question]));
  const judge = chosenJudge(tools.judging, options.judge);
  const opened = judge === 'llm' ? await tools.openJudgements() : null;
  const rowTools: GradeRowTools = {
    ...tools.judging,
    tenantId: tools.tenantId,
    judgements: opened?.judgements ?? null,
    bank,
    judge,
  };
  const out = options.out === '-' ? terminal.out : await outputTo(options.out);
  const writer = resultWriter(out, options.format ?? formatOf(options.out) ?? 'jsonl', columns);
  const bar = terminal.isInteractive
    ? new SingleBar({
        stream: terminal.messages,
        hideCursor: true,
        format: '{bar} {value}/{total} rows, {failed} failed, {eta_formatted} left',
      })
    : null;
  const counts = { graded: 0, 'needs-review': 0, failed: 0 };
  try {
    bar?.start(records.length, 0, { failed: 0 });
    const concurrency = options.concurrency ?? concurrencyOf[judge];
    const settledRows = pMapIterable(records, (record) => settle(rowTools, record), { concurrency });
    let row = 0;
    for await (const settled of settledRows) {
      const record = records[row];
      row += 1;
      const status = settled.outcome === 'failed' ? 'failed' : settled.evaluation.status;
      counts[status] += 1;
      if (settled.outcome === 'failed') terminal.say(`row ${row} (line ${record?.line ?? '?'}): ${settled.reason}`);
      const carried = record !== undefined && 'fields' in record ? record.fields : {};
      await writer.write(resultRow(row, settled, judge), carried).catch((cause: unknown) => {
        throw new Fault('unavailable', `The results can't be written to ${options.out}.`, { cause });
      });
      bar?.update(row, { failed: counts.failed });
    }
  } finally {
    bar?.stop();
    await opened?.close();
    if (out !== terminal.out && !out.destroyed) await finished(out.end());
  }
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const told = Object.entries(counts)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
  terminal.say(
    `${records.length} rows: ${told}; judge ${judge}; ${seconds} s${options.out === '-' ? '' : `; ${options.out}`}`,
  );
  return counts.failed > 0 ? 2 : 0;
}

// A bug in one row must not cost the others: it is reported as that row's failure.
async function settle(tools: GradeRowTools, record: SheetRecord): Promise<SettledRow> {
  try {
    return await gradeRow(tools, record);
  } catch (error) {
    if (error instanceof Fault) return { outcome: 'failed', reason: error.message };
    return { outcome: 'failed', reason: `internal error: ${error instanceof Error ? error.message : 'unknown'}` };
  }
}

async function contentOf(file: string, terminal: Terminal): Promise<Uint8Array> {
  if (file === '-') return buffer(terminal.in);
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Fault('invalid-request', `${file} can't be read.`, { cause });
  }
}

async function outputTo(file: string): Promise<Writable> {
  try {
    // Each write reports its own failure; the event would only end the process.
    return (await open(file, 'w')).createWriteStream().on('error', () => undefined);
  } catch (cause) {
    throw new Fault('invalid-request', `${file} can't be written.`, { cause });
  }
}

// By identity, not by name: a link to the input is the input.
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return first?.isFile() === true && first.ino === second?.ino && first.dev === second.dev;
}

function formatOf(name: string): SheetFormat | null {
  if (/\.(?:csv|tsv|txt)$/i.test(name)) return 'csv';
  return /\.(?:jsonl|ndjson|json)$/i.test(name) ? 'jsonl' : null;
}

// Standard input has no name: what starts with a brace, in UTF-8 or UTF-16, is JSON Lines.
function formatIn(content: Uint8Array): SheetFormat {
  const start = new TextDecoder().decode(content.subarray(0, 256)).replace(/[\0\ufffd]/g, '');
  return start.trimStart().startsWith('{') ? 'jsonl' : 'csv';
}

function columnsIn(records: readonly SheetRecord[]): string[] {
  const columns = new Set<string>();
  for (const record of records)
    if ('fields' in record) for (const name of Object.keys(record.fields)) columns.add(name);
  return [...columns];
}

function requireColumns(columns: readonly string[]): void {
  const known = new Set<RowColumn | null>(columns.map(columnOf));
  const found = `The columns are: ${columns.join(', ')}.`;
  if (!known.has('answer')) throw new Fault('invalid-request', `There is no column "answer". ${found}`);
  if (!known.has('question_id') && !known.has('question')) {
    throw new Fault('invalid-request', `There is neither a column "question_id" nor a column "question". ${found}`);
  }
}
