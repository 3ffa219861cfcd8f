import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import * as z from 'zod';

export interface ChaosOptions {
  readonly seed: number;
  readonly rows: number;
  /** How often the command line is killed before it may end. */
  readonly kills: number;
  /** An empty folder. */
  readonly folder: string;
}

/** What came of it. `broken` names every promise that was not kept. */
export interface ChaosReport {
  readonly rows: number;
  readonly distinctAnswers: number;
  readonly lives: number;
  readonly kills: number;
  readonly requests: number;
  readonly fates: Readonly<Record<string, number>>;
  /** Requests beyond one for each thing that was asked and one for each failure: paid twice because of a kill. */
  readonly paidTwice: number;
  readonly paidTwiceMax: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const concurrency = 8;
// As many rows again are read or saved while so many calls are under way.
const inWorkMax = 2 * concurrency;
const livesMax = 20;

const Records = z.array(z.object({ key: z.string(), life: z.number(), fate: z.string() }));
const ResultLine = z.looseObject({ row: z.number(), id: z.number(), status: z.string(), answer: z.string() });

/**
 * Grades a file with a model that fails by a seed, kills the command line at moments chosen by the seed, starts it again
 * until it says that it is done, and holds what came of it against what was promised.
 */
export async function cliChaos({ seed, rows: rowCount, kills, folder }: ChaosOptions): Promise<ChaosReport> {
  const random = xoroshiro128plus(seed);
  const upTo = (max: number): number => uniformInt(random, 0, max);
  const rows = Array.from({ length: rowCount }, (_, index) => ({ id: index, ...answerOf(index) }));
  const out = join(folder, 'results.jsonl');
  await writeFile(join(folder, 'answers.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const server = await startServer(seed);
  const broken: string[] = [];
  let lives = 0;
  let killed = 0;
  let code: number | null = null;
  let messages = '';
  try {
    while (code !== 0 && lives < kills + livesMax) {
      await fetch(new URL('/life', server.baseUrl), { method: 'POST' });
      lives += 1;
      const child = startGrading(folder, server.baseUrl);
      const ended = Promise.all([once(child, 'close'), text(child.stderr)]);
      if (killed < kills) {
        const isByCount = upTo(2) > 0;
        const moment = isByCount ? server.requestsFromNow(1 + upTo(Math.ceil(rowCount / kills))) : undefined;
        await Promise.race([moment ?? journalGrows(out), ended]);
        await new Promise((next) => setTimeout(next, upTo(60)));
        if (child.exitCode === null && child.kill('SIGKILL')) killed += 1;
      }
      const [[exit], said] = await ended;
      code = typeof exit === 'number' ? exit : null;
      messages = said;
      if (code === 1) broken.push(`life ${lives} could not start: ${said.trim()}`);
    }
    if (code !== 0) broken.push(`it never ended well: ${messages.trim().split('\n').at(-1)}`);
    const reply = await fetch(new URL('/record', server.baseUrl));
    const records = Records.parse(await reply.json());
    const results = (await readFile(out, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    const found = results.map((line) => ResultLine.parse(JSON.parse(line)));
    for (const [index, row] of rows.entries()) {
      const result = found[index];
      if (result?.row !== index + 1 || result.id !== row.id || result.answer !== row.answer)
        broken.push(`row ${index + 1} is lost or in another place`);
      if (result?.status === 'failed') broken.push(`row ${index + 1} failed`);
    }
    if (found.length !== rowCount) broken.push(`there are ${found.length} results of ${rowCount} rows`);
    const left = (await readdir(folder)).filter((name) => name.startsWith('results.') && name !== 'results.jsonl');
    if (left.length > 0) broken.push(`it left ${left.join(', ')}`);
    const paid = paidTwice(records, killed, broken);
    return {
      ...{ rows: rowCount, lives, kills: killed, requests: records.length, broken },
      distinctAnswers: new Set(rows.map(({ answer }) => answer)).size,
      fates: countsOf(records.map(({ fate }) => fate)),
      statuses: countsOf(found.map(({ status }) => status)),
      paidTwice: paid,
      paidTwiceMax: killed * inWorkMax,
    };
  } finally {
    server.stop();
  }
}

/** One of five questions, and an answer that one row in five has in common with an earlier one. */
function answerOf(index: number): Record<'question', string> & { answer: string; key_points: unknown } {
  const topic = `topic ${index % 5}`;
  const number = index % 5 === 4 ? index - 5 * (index % 2) : index;
  return {
    question: `What is known about ${topic}?`,
    key_points: [
      { id: 'a', text: `The first fact about ${topic} concerns storage engines.` },
      { id: 'b', text: `The second fact about ${topic} concerns network partitions.` },
    ],
    answer: `Case ${number} says: the first fact about ${topic} concerns storage engines.`,
  };
}

// A request is owed once for what it asks, once more for every failure that it was made to see, and once for every kill
// that it was in flight at. What goes beyond is paid twice: replies that came in and were not kept before a kill.
function paidTwice(records: z.infer<typeof Records>, kills: number, broken: string[]): number {
  let sum = 0;
  for (const [key, requests] of Map.groupBy(records, (request) => request.key)) {
    const sent = requests.filter(({ fate }) => fate === 'sent');
    if (new Set(sent.map(({ life }) => life)).size < sent.length)
      broken.push(`${key.slice(0, 8)} was paid twice in one life`);
    if (sent.length > 1 + kills) broken.push(`${key.slice(0, 8)} was paid ${sent.length} times`);
    sum += Math.max(0, sent.length - 1);
  }
  if (sum > kills * inWorkMax) broken.push(`${sum} calls were paid twice, of ${kills * inWorkMax} that may be`);
  return sum;
}

function countsOf(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

function startGrading(folder: string, baseUrl: string) {
  const { OPENAI_API_KEY: _, ...inherited } = process.env;
  const file = join(folder, 'answers.jsonl');
  const flags = ['--judge', 'llm', '--concurrency', String(concurrency), '--out', join(folder, 'results.jsonl')];
  return spawn(process.execPath, ['--import', 'tsx', join(root, 'functions/cli.ts'), 'grade', file, ...flags], {
    cwd: root,
    env: {
      ...inherited,
      MARKSCHEME_DATA: join(folder, 'data'),
      OPENAI_API_KEY: 'sk-of-the-chaos',
      OPENAI_BASE_URL: baseUrl,
      OPENAI_TIMEOUT_MS: '1500',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

interface ChaosServer {
  readonly baseUrl: string;
  /** Settles with the given request from now on, from 1. */
  readonly requestsFromNow: (count: number) => Promise<void>;
  readonly stop: () => void;
}

async function startServer(seed: number): Promise<ChaosServer> {
  const program = join(root, 'test/chaos/chaos-model-server.ts');
  const child: ChildProcess = spawn(process.execPath, [program, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('The server has no output');
  const lines: Interface = createInterface(child.stdout);
  const [baseUrl] = await once(lines, 'line');
  let seen = 0;
  lines.on('line', () => {
    seen += 1;
  });
  return {
    baseUrl: z.url().parse(baseUrl),
    requestsFromNow(count) {
      const wanted = seen + count;
      return new Promise((resolve) => {
        const look = (): void => {
          if (seen < wanted) return;
          lines.off('line', look);
          resolve();
        };
        lines.on('line', look);
      });
    },
    stop: () => child.kill(),
  };
}

// The moment of a start: the journal is there, and perhaps no row of it.
async function journalGrows(out: string): Promise<void> {
  while (!existsSync(`${out}.journal`)) await new Promise((next) => setTimeout(next, 5));
}
