import { describe, expect, test } from 'vitest';
import { operationsBarText, perRequest, type RouteFigures, routesText } from './api-text.ts';

const bare: RouteFigures = {
  ...{ what: 'node:http alone', requestsPerSecond: 12_345.6, p50Ms: 0, p99Ms: 2, cpuMs: 0.0874 },
  operations: null,
};
const made: RouteFigures = {
  ...{ what: 'new evaluation', requestsPerSecond: 321.4, p50Ms: 28, p99Ms: 71.5, cpuMs: 3 },
  operations: { byName: { UpdateItem: 1, GetItem: 2, PutItem: 1 }, reads: 2, writes: 2 },
};

describe('the report of the API bench', () => {
  test('has a line for each kind of request, in columns, with what it asks of the table', () => {
    expect(routesText([bare, made])).toBe(
      [
        '                 requests/s  p50 ms  p99 ms  CPU ms  reads  writes',
        'node:http alone      12,346       0       2    0.09',
        'new evaluation          321      28   71.50    3.00      2       2  UpdateItem 1, GetItem 2, PutItem 1',
      ].join('\n'),
    );
  });

  test('tells what one request asks of what all of them asked, and hides no fraction of it', () => {
    const counted = { byName: { GetItem: 41, PutItem: 20 }, reads: 41, writes: 20 };
    const one = perRequest(counted, 20);
    expect(one).toEqual({ byName: { GetItem: 2.05, PutItem: 1 }, reads: 2.05, writes: 1 });
    expect(operationsBarText(one)).toContain('measured 2.05 + 1: NOT REACHED');
  });

  test.each([
    [2, 2, 'reached'],
    [1, 2, 'reached'],
    [3, 2, 'NOT REACHED'],
    [2, 3, 'NOT REACHED'],
  ])('says of %s reads and %s writes: %s', (reads, writes, said) => {
    expect(operationsBarText({ reads, writes })).toMatch(new RegExp(`: ${said}$`));
  });
});
