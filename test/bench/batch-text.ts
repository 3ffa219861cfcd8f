import type { RunFigures } from './batch-figures.ts';

/** A promise about a run, and what was measured. */
export interface BatchBar {
  readonly text: string;
  readonly isReached: boolean;
}

const shareOfIdealMin: Readonly<Record<number, number>> = { 20: 0.97, 100: 0.9 };
const memoryMbBelow = 250;
const memoryMbBelowLarge = 400;
const largeRows = 100_000;
const timesTheLimitMax = 1.1;

/** One line a run, under a line of headings. */
export function runsText(runs: readonly RunFigures[]): string {
  return table([headings, ...runs.map(cells)]);
}

/** The bars of a run of the product without a limit. */
export function speedBars(run: RunFigures): BatchBar[] {
  const wanted = shareOfIdealMin[run.concurrency];
  const share = shareOfIdeal(run);
  return [
    ...(wanted === undefined ? [] : [bar(`share of ideal >= ${wanted}`, share >= wanted, share.toFixed(3))]),
    ...callBars(run),
    ...memoryBars(run),
  ];
}

/** The bars of a run of the product under a limit. */
export function limitBars(run: RunFigures): BatchBar[] {
  const times = 1 / shareOfIdeal(run);
  const ends = bar(
    `ends within ${timesTheLimitMax} x what the limit allows`,
    times <= timesTheLimitMax,
    times.toFixed(3),
  );
  const { refused } = run.server;
  return [
    ends,
    bar('nothing lost', run.lost === 0, `${run.lost} lost`),
    ...callBars(run),
    {
      text: `429s: ${refused}`,
      isReached: true,
    },
  ];
}

/** The bar of memory. */
export function memoryBars({ rows, process: { memoryMb } }: RunFigures): BatchBar[] {
  const below = rows >= largeRows ? memoryMbBelowLarge : memoryMbBelow;
  return [bar(`peak memory < ${below} MB`, memoryMb < below, `${memoryMb.toFixed(0)} MB`)];
}

function callBars({ server, rows }: RunFigures): BatchBar[] {
  const calls = (server.requests - server.refused) / rows;
  const isOne = server.answers === rows && server.callsMax === 1 && calls === 1;
  return [bar('exactly 1.00 calls a distinct answer', isOne, calls.toFixed(2))];
}

function bar(text: string, isReached: boolean, measured: string): BatchBar {
  return { text: `${text}: ${measured}, ${isReached ? 'reached' : 'SHORT'}`, isReached };
}

const headings = [
  '',
  'at once',
  'wall s',
  'first to last s',
  'ideal s',
  'share',
  'calls',
  '429',
  'lost',
  'sockets',
].concat(['tokens in', 'out', 'CPU s', 'peak MB']);

function cells(run: RunFigures): string[] {
  const { contender, concurrency, wallMs, idealMs, lost, rows, server, process } = run;
  const calls = ((server.requests - server.refused) / rows).toFixed(2);
  return [
    contender,
    String(concurrency),
    seconds(wallMs),
    seconds(server.spanMs ?? 0),
    seconds(idealMs),
    shareOfIdeal(run).toFixed(3),
    calls,
    ...[server.refused, lost, server.connections, server.inputTokens, server.outputTokens].map(String),
    seconds(process.cpuMs),
    process.memoryMb.toFixed(0),
  ];
}

function shareOfIdeal({ idealMs, server }: RunFigures): number {
  return server.spanMs === null ? 0 : idealMs / server.spanMs;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function table(lines: readonly (readonly string[])[]): string {
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
