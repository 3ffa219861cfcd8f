/** What was measured of one kind of request. */
export interface RouteFigures {
  readonly what: string;
  readonly requestsPerSecond: number;
  /** Latencies as the client sees them. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the process that serves, its table included; it hardly depends on what else the machine does. */
  readonly cpuMs: number;
  /** Of a request each, counted over requests that were sent one after the other; null where there is no table. */
  readonly operations: TableFigures | null;
}

/** What one request asks of the table. */
export interface TableFigures {
  readonly byName: Readonly<Record<string, number>>;
  readonly reads: number;
  readonly writes: number;
}

/** What a new evaluation may ask of the table: reads, and writes. */
export const operationsMax = { reads: 2, writes: 2 };

/** One line a kind of request, under a line of headings. */
export function routesText(routes: readonly RouteFigures[]): string {
  const rows = [headings, ...routes.map(cells)];
  const widths = headings.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 || at === row.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Whether a new evaluation keeps to its bar, and by what it was measured. */
export function operationsBarText({ reads, writes }: Pick<TableFigures, 'reads' | 'writes'>): string {
  const isReached = reads <= operationsMax.reads && writes <= operationsMax.writes;
  return (
    `a new evaluation: at most ${operationsMax.reads} reads + ${operationsMax.writes} writes of the table, ` +
    `measured ${figure(reads)} + ${figure(writes)}: ${isReached ? 'reached' : 'NOT REACHED'}`
  );
}

/** What was counted over so many requests, for one of them. */
export function perRequest({ byName, reads, writes }: TableFigures, requests: number): TableFigures {
  return {
    byName: Object.fromEntries(Object.entries(byName).map(([name, count]) => [name, count / requests])),
    reads: reads / requests,
    writes: writes / requests,
  };
}

const headings = ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'reads', 'writes', ''];

function cells({ what, requestsPerSecond, p50Ms, p99Ms, cpuMs, operations }: RouteFigures): string[] {
  const byName = Object.entries(operations?.byName ?? {}).map(([name, count]) => `${name} ${figure(count)}`);
  return [
    what,
    Math.round(requestsPerSecond).toLocaleString('en'),
    figure(p50Ms),
    figure(p99Ms),
    cpuMs.toFixed(2),
    operations === null ? '' : figure(operations.reads),
    operations === null ? '' : figure(operations.writes),
    byName.join(', '),
  ];
}

function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
