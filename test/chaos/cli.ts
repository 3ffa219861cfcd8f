import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cliChaos } from './cli-chaos.ts';

/*
 * Kills the command line at seeded moments while it grades a file with a model that fails by the same seed:
 *
 *   tsx test/chaos/cli.ts [--seed 1] [--rows 300] [--kills 6]
 *
 * Prints what came of it, and exits with 1 when a row was lost, graded twice, or paid for beyond the bound.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rows: { type: 'string', default: '300' },
    kills: { type: 'string', default: '6' },
  },
});
const [seed, rows, kills] = [values.seed, values.rows, values.kills].map(Number);
if (!Number.isInteger(seed) || !Number.isInteger(rows) || !Number.isInteger(kills))
  throw new Error('Whole numbers, please.');
const folder = await mkdtemp(join(tmpdir(), 'markscheme-chaos-'));
try {
  const report = await cliChaos({ seed: Number(seed), rows: Number(rows), kills: Number(kills), folder });
  const { broken, ...figures } = report;
  console.log(`command line, seed ${seed}: ${JSON.stringify(figures, null, 2)}`);
  for (const promise of broken) console.log(`BROKEN: ${promise}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
