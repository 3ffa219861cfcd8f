import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { Sha256 } from '../../shared/domain/ids.ts';
import type { SheetReader } from '../../shared/ports/files.ts';
import type { components } from '../client/client.ts';
import { gradeProgress } from './grade-progress.ts';
import type { ToldMapping } from './input-rows.ts';
import { inputSource } from './input-source.ts';
import { outputFormat, refuseOverwriting } from './output-file.ts';
import { openResultFile } from './result-file.ts';
import { answerOf, type ServerAccess } from './server-access.ts';
import { serverPlanText } from './server-plan-text.ts';
import type { Terminal } from './terminal.ts';
import { usd } from './usd.ts';

export interface ServerGradeOptions {
  readonly file: string;
  readonly mapping: ToldMapping;
  readonly out: string;
  readonly format: 'csv' | 'xlsx' | 'jsonl' | 'text' | null;
  readonly judge: JudgeKind | null;
  readonly budgetUsdMicros: number | null;
  /** Null keeps to the batch that the same command started within a day. */
  readonly fresh: string | null;
  readonly isDryRun: boolean;
}

export interface ServerGradeTools {
  readonly sheets: SheetReader;
  readonly sha256: (text: string) => Sha256;
  readonly fetch: typeof globalThis.fetch;
}

type Batch = components['schemas']['BatchReply'];

const askEveryMs = 1_000;

/**
 * Grades a file as a batch of a server, waits for it and writes its results. The same command within a day finds the batch that
 * it started before, so that a run which was interrupted goes on and nothing is paid twice.
 *
 * @returns 0 when every row was settled, 2 when some failed or the batch ended early; of a dry run, 2 when rows can't be graded
 * @throws Fault when the file can't be read, the server refuses or does not answer, or the results can't be written
 */
export async function gradeOnServer(
  options: ServerGradeOptions,
  server: ServerAccess,
  tools: ServerGradeTools,
  terminal: Terminal,
): Promise<number> {
  const format = resultFormatOf(options);
  await refuseOverwriting(options.out, [options.file]);
  const request = await uploaded(options, server, tools, terminal);
  if (options.isDryRun) {
    const query = { dry_run: 'true' } as const;
    const plan = await answerOf(server, server.client.POST('/v1/batches', { body: request.body, params: { query } }));
    if (!('badRows' in plan)) throw new Error('A dry run was answered with a batch');
    terminal.out.write(serverPlanText(plan));
    return plan.badRows > 0 ? 2 : 0;
  }
  const header = { 'Idempotency-Key': request.onceKey };
  const started = await answerOf(server, server.client.POST('/v1/batches', { body: request.body, headers: header }));
  if ('badRows' in started) throw new Error('A batch was answered with a plan');
  terminal.say(`batch ${started.id} on ${server.url}`);
  const batch = await awaited(started, server, terminal);
  if (batch.state === 'unreadable') throw new Fault('invalid-request', batch.reason ?? 'The file can not be read.');
  await writeResults(batch, format, options.out, server, terminal);
  for (const line of endingOf(batch, options.out)) terminal.say(line);
  return batch.state === 'completed' ? 0 : 2;
}

function resultFormatOf({ format, out }: ServerGradeOptions): 'csv' | 'xlsx' | 'jsonl' {
  const chosen = format ?? outputFormat(out);
  if (chosen === 'text') throw new Fault('invalid-request', 'A server gives results as csv, xlsx or jsonl.');
  return chosen;
}

interface UploadedRequest {
  readonly body: components['schemas']['BatchRequest'];
  readonly onceKey: string;
}

// Expired; there is a file already.
const usedUp: ReadonlySet<number> = new Set([403, 404, 409, 412]);

// The keys follow from the content and what is asked of it: the same command asks for the same upload and the same batch.
async function uploaded(
  options: ServerGradeOptions,
  server: ServerAccess,
  { sheets, sha256, fetch }: ServerGradeTools,
  terminal: Terminal,
): Promise<UploadedRequest> {
  const { file, mapping, judge, budgetUsdMicros, fresh } = options;
  await using held = new AsyncDisposableStack();
  const source = held.adopt(await inputSource(file, terminal), (opened) => opened.close());
  const { sheetName } = mapping;
  const sheet = held.adopt(await sheets.open(source, { sheetName }), (opened) => opened.close());
  const { format, fingerprint } = sheet;
  const asked = [fingerprint, format, mapping, judge, budgetUsdMicros, fresh];
  const work = sha256(JSON.stringify(asked)).slice(0, 40);
  const headers = { 'Idempotency-Key': `upload-${work}` };
  const asking = server.client.POST('/v1/uploads', { headers });
  const upload = await answerOf(server, asking);
  if (source.path === null) throw new Error('A file to upload has no path');
  const body = await openAsBlob(source.path);
  const put = await fetch(upload.url, { method: upload.method, headers: upload.headers, body }).catch(() => null);
  // An address is good once, and for a while: that of an earlier run has its file, or its batch does without.
  const isOfEarlier = (await asking).response.headers.has('idempotent-replayed');
  if (put === null || !(put.ok || (isOfEarlier && usedUp.has(put.status))))
    throw new Fault('unavailable', `${file} can't be uploaded to ${server.url}.`);
  return {
    onceKey: `batch-${work}`,
    body: {
      uploadId: upload.uploadId,
      format,
      name: file === '-' ? 'standard input' : (file.split(/[\\/]/).at(-1) ?? file).slice(-200),
      mapping: mapping.columns,
      ...(sheetName !== null && { sheetName }),
      ...(judge !== null && { judge }),
      ...(budgetUsdMicros !== null && { budgetUsdMicros }),
    },
  };
}

async function awaited(started: Batch, server: ServerAccess, terminal: Terminal): Promise<Batch> {
  const path = { id: started.id };
  const read = (): Promise<Batch> => answerOf(server, server.client.GET('/v1/batches/{id}', { params: { path } }));
  let batch = await read();
  const letGo = terminal.onInterrupt(() =>
    terminal.say(`The batch goes on; the same command waits for it and writes its results.`),
  );
  try {
    while (batch.rowCount === null && isUnderWay(batch)) batch = await laterOf(read);
    const told = { graded: 0, 'needs-review': 0, failed: 0 };
    const spending = (): { calls: number; spentUsdMicros: number | null; chargedUsdMicros: number } => ({
      calls: batch.usage.calls,
      spentUsdMicros: batch.usage.costUsdMicros,
      chargedUsdMicros: batch.usage.costUsdMicros ?? 0,
    });
    const progress = gradeProgress(terminal, batch.rowCount ?? 0, 0, batch.judge === 'llm' ? spending : null);
    try {
      for (;;) {
        const { graded, needsReview, failed } = batch.counts;
        for (const [status, count] of [
          ['graded', graded],
          ['needs-review', needsReview],
          ['failed', failed],
        ] as const)
          for (; told[status] < count; told[status] += 1) progress.settled(status);
        if (!isUnderWay(batch)) return batch;
        batch = await laterOf(read);
      }
    } finally {
      progress.stop();
    }
  } finally {
    letGo();
  }
}

function isUnderWay({ state }: Batch): boolean {
  return state === 'preparing' || state === 'grading';
}

async function laterOf(read: () => Promise<Batch>): Promise<Batch> {
  await sleep(askEveryMs);
  return read();
}

async function writeResults(
  { id }: Batch,
  format: 'csv' | 'xlsx' | 'jsonl',
  out: string,
  server: ServerAccess,
  terminal: Terminal,
): Promise<void> {
  const params = { path: { id }, query: { format } };
  const stream = await answerOf(server, server.client.GET('/v1/batches/{id}/results', { params, parseAs: 'stream' }));
  if (stream === null) return;
  const results = Readable.fromWeb(stream);
  if (out === '-') {
    await pipeline(results, terminal.out, { end: false });
    return;
  }
  const file = await openResultFile(out);
  try {
    await pipeline(results, file.stream);
    await file.commit();
  } finally {
    await file.close();
  }
}

function endingOf({ counts, usage, judge, state, reason }: Batch, out: string): string[] {
  const { graded, needsReview, failed, queued, grading } = counts;
  const rows = graded + needsReview + failed + queued + grading;
  const cost = usage.costUsdMicros === null ? 'price unknown' : usd(usage.costUsdMicros);
  const parts = [
    `${rows} rows: ${graded} graded, ${needsReview} needs-review, ${failed} failed`,
    `judge ${judge}`,
    ...(judge === 'llm' ? [`${cost} for ${usage.calls} calls`] : []),
    ...(out === '-' ? [] : [out]),
  ];
  const isWhole = state === 'completed' || state === 'completed-with-failures';
  return [parts.join('; '), ...(isWhole ? [] : [`the batch is ${state}${reason === null ? '' : `: ${reason}`}`])];
}
