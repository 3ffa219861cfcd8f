import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { structuredLog } from '../../../shared/adapters/structured-log.ts';
import { KeyId, TenantId } from '../../../shared/domain/ids.ts';

const lines: Record<string, unknown>[] = [];

beforeEach(() => {
  lines.length = 0;
  const keep = (text: unknown): boolean => {
    lines.push(JSON.parse(String(text)));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(() => {
  vi.mocked(process.stdout.write).mockRestore();
  vi.mocked(process.stderr.write).mockRestore();
});

test('writes a request as one JSON line', () => {
  const event = {
    requestId: 'r-1',
    method: 'GET',
    route: '/v1/questions',
    status: 409,
    latencyMs: 3,
    tenantId: TenantId.parse('local'),
    keyId: KeyId.parse('0123456789abcdef'),
    fault: 'conflict',
  };
  structuredLog().event(event);
  expect(lines).toEqual([expect.objectContaining({ level: 'INFO', message: 'request', ...event })]);
});

test('tells an outage from a bug: the one a warning with its cause, the other an error with its stack', () => {
  const log = structuredLog();
  log.outage('r-1', 'Error: connect ECONNREFUSED');
  log.bug('r-2', new Error('broken', { cause: new Error('deep') }));
  log.bug('r-3', 'thrown');
  expect(lines).toMatchObject([
    { level: 'WARN', message: 'outage', requestId: 'r-1', cause: 'Error: connect ECONNREFUSED' },
    { level: 'ERROR', message: 'bug', requestId: 'r-2', error: { message: 'broken', cause: { message: 'deep' } } },
    { level: 'ERROR', message: 'bug', requestId: 'r-3', error: { message: 'A value that is no Error was thrown.' } },
  ]);
  expect(lines[0]).not.toHaveProperty('error');
});
