import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import packageFile from '../../package.json' with { type: 'json' };
import { ProcessFigures, type RunFigures, ServerFigures } from './batch-figures.ts';

export const contenders = ['fetch', 'sdk', 'markscheme'] as const;
export type Contender = (typeof contenders)[number];

/** A file of answers, and how it is run against what server. */
export interface BatchRun {
  readonly contender: Contender;
  readonly judge: 'llm' | 'offline';
  readonly file: string;
  readonly rows: number;
  readonly concurrency: number;
  readonly latencyMs: number;
  /** Requests and tokens a second at the server; 0 for no limit. */
  readonly requestsPerSecond: number;
  readonly tokensPerSecond: number;
  readonly isSilent: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a contender in a process of its own against a server in another, both new, with an empty data folder. */
export async function runBatch(run: BatchRun): Promise<RunFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'markscheme-bench-'));
  const server = start(['test/bench/batch-server.ts', ...serverArgs(run)], {});
  try {
    if (server.stdout === null) throw new Error('The server has no output.');
    const [line] = await once(createInterface(server.stdout), 'line');
    const baseUrl = z.url().parse(line);
    const out = join(folder, 'results.jsonl');
    const usage = join(folder, 'usage.json');
    const startedAt = performance.now();
    const args =
      run.contender === 'markscheme'
        ? [...markschemeArgs(), 'grade', run.file, '--judge', run.judge, '--out', out, ...concurrencyArgs(run)]
        : ['test/bench/batch-loop.ts', run.contender, run.file, baseUrl, String(run.concurrency)];
    const child = start(args, {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: baseUrl,
      MARKSCHEME_DATA: join(folder, 'data'),
      USAGE_FILE: usage,
    });
    if (child.stdout === null || child.stderr === null) throw new Error('The program has no output.');
    const [printed, messages] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    const wallMs = performance.now() - startedAt;
    const lost = run.contender === 'markscheme' ? run.rows - (await judgedRows(out)) : Number(printed);
    if (lost > 0) console.error(messages.split('\n').slice(-5).join('\n'));
    const seen = await fetch(new URL('/figures', baseUrl));
    return {
      contender: run.contender,
      concurrency: run.concurrency,
      rows: run.rows,
      wallMs,
      idealMs: idealMs(run),
      lost,
      server: ServerFigures.parse(await seen.json()),
      process: ProcessFigures.parse(JSON.parse(await readFile(usage, 'utf8'))),
    };
  } finally {
    if (server.kill('SIGKILL')) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

function start(args: readonly string[], environment: Record<string, string>): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', join(root, 'test/bench/usage-probe.ts'), ...args],
    { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Whoever interrupts the benchmark leaves nothing behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

// As `npm run markscheme` runs it, but for the wrapper that tsx is: `tsx FLAGS functions/cli.ts`.
function markschemeArgs(): string[] {
  const [, ...args] = packageFile.scripts.markscheme.split(' ');
  return args;
}

function serverArgs({ latencyMs, requestsPerSecond, tokensPerSecond, isSilent }: BatchRun): string[] {
  const limits = ['--requests', String(requestsPerSecond), '--tokens', String(tokensPerSecond)];
  return ['--latency', String(latencyMs), ...limits, ...(isSilent ? ['--silent'] : [])];
}

function concurrencyArgs({ judge, concurrency }: BatchRun): string[] {
  return judge === 'llm' ? ['--concurrency', String(concurrency)] : [];
}

// The last one is answered a latency after the limit has let it in; a full bucket lets a second's worth in at once.
function idealMs({ rows, concurrency, latencyMs, requestsPerSecond }: BatchRun): number {
  const unlimited = (rows / concurrency) * latencyMs;
  if (requestsPerSecond === 0) return unlimited;
  return Math.max(unlimited, ((rows - requestsPerSecond) / requestsPerSecond) * 1000 + latencyMs);
}

const Result = z.looseObject({ status: z.string(), score: z.number().nullable() });

async function judgedRows(file: string): Promise<number> {
  let judged = 0;
  for await (const line of createInterface(createReadStream(file))) {
    const result = Result.parse(JSON.parse(line));
    if (result.status !== 'failed' && result.score !== null) judged += 1;
  }
  return judged;
}
