import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageVersion } from '../../functions/package-version.ts';
import { writeAnswers } from './batch-answers.ts';
import type { RunFigures } from './batch-figures.ts';
import { type BatchRun, contenders, runBatch } from './batch-runs.ts';
import { type BatchBar, limitBars, memoryBars, runsText, speedBars } from './batch-text.ts';

/*
 * How fast a file of answers is graded with a model behind a scripted server, and what that takes:
 *
 *   npm run -s bench:batch                   1,000 answers, 20 and 100 at once, beside two simple loops
 *   npm run -s bench:batch -- --limit        the server allows half of what is wanted
 *   npm run -s bench:batch -- --limit --silent  the same, and says so in 429s only
 *   npm run -s bench:batch -- --rows 100000  memory over a large file, judged offline
 *
 * --only CONTENDER, --at CONCURRENCY and --judge llm narrow it down. Exit code 0; 1 where a bar is short.
 */
const { values } = parseArgs({
  options: {
    limit: { type: 'boolean', default: false },
    silent: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000' },
    only: { type: 'string' },
    at: { type: 'string' },
    judge: { type: 'string' },
    latency: { type: 'string' },
  },
});
const rows = Number(values.rows);
const isLarge = rows >= 10_000;
const judge = values.judge === 'llm' || !isLarge ? 'llm' : 'offline';
const latencyMs = Number(values.latency ?? (isLarge ? 0 : 300));
const concurrencies = values.at === undefined ? (isLarge ? [20] : [20, 100]) : [Number(values.at)];
const chosen = contenders.filter((name) =>
  values.only === undefined ? !isLarge || name === 'markscheme' : name === values.only,
);

const folder = await mkdtemp(join(tmpdir(), 'markscheme-bench-'));
try {
  const file = join(folder, 'answers.jsonl');
  await writeAnswers(file, rows);
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 12);
  console.log(
    `markscheme ${packageVersion}, node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)} before
${rows} distinct answers (sha256 ${sha256}), judge ${judge}, latency ${latencyMs} ms${values.limit ? ', the server allows half of the demand' : ''}`,
  );
  const runs: RunFigures[] = [];
  const told: string[] = [];
  for (const concurrency of concurrencies) {
    const requestsPerSecond = values.limit ? Math.floor(((concurrency / latencyMs) * 1000) / 2) : 0;
    for (const contender of chosen) {
      const run: BatchRun = {
        contender,
        judge,
        file,
        rows,
        concurrency,
        latencyMs,
        requestsPerSecond,
        tokensPerSecond: 0,
        isSilent: values.silent,
      };
      const figures = await runBatch(run);
      runs.push(figures);
      if (contender === 'markscheme') told.push(...barsOf(figures).map(tellFor(concurrency)));
    }
  }
  console.log(`\n${runsText(runs)}\n\n${told.join('\n')}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function barsOf(figures: RunFigures): BatchBar[] {
  if (judge === 'offline') return memoryBars(figures);
  return values.limit ? limitBars(figures) : speedBars(figures);
}

function tellFor(concurrency: number): (bar: BatchBar) => string {
  return ({ text, isReached }) => {
    if (!isReached) process.exitCode = 1;
    return `at ${concurrency}: ${text}`;
  };
}
