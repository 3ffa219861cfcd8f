import { expect, test } from 'vitest';
import { runWorkerChaos } from './worker-chaos.ts';

test('a worker that is killed twice, on a table, a queue and a provider that fail, loses no row and grades none twice', async () => {
  const { lines, broken } = await runWorkerChaos({ seed: 4, rows: 24, kills: 2, queue: 'memory' });
  expect(broken, lines.join('\n')).toEqual([]);
}, 60_000);
