import { parseArgs } from 'node:util';
import { runWorkerChaos } from './worker-chaos.ts';

/*
 * Kills the worker of the batch engine again and again while the table, the queue and the provider fail, and says whether
 * every row came through: npm run -s test:chaos -- --seed 4. Ends with 1 when a promise is broken.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '4' },
    rows: { type: 'string', default: '300' },
    kills: { type: 'string', default: '6' },
    queue: { type: 'string', default: 'memory' },
  },
});
const { lines, broken } = await runWorkerChaos({
  seed: Number(values.seed),
  rows: Number(values.rows),
  kills: Number(values.kills),
  queue: values.queue === 'sqs' ? 'sqs' : 'memory',
});
for (const line of lines) console.log(line);
if (broken.length > 0) process.exitCode = 1;
