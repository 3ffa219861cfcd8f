import { expect, test } from 'vitest';
import { cliChaos } from '../chaos/cli-chaos.ts';
import { newFolder } from '../support/process.ts';

/* The command line as a process, killed as a process; more of it: `tsx test/chaos/cli.ts --seed N --rows N --kills N`. */

test('loses no row, grades none twice and pays within the bound when it is killed three times', async () => {
  const report = await cliChaos({ seed: 7, rows: 60, kills: 3, folder: await newFolder() });
  expect(report.broken).toEqual([]);
  expect(report).toMatchObject({ rows: 60, kills: 3, distinctAnswers: 54 });
  expect(report.lives).toBeGreaterThanOrEqual(4);
  expect(report.requests).toBeGreaterThanOrEqual(54);
}, 120_000);
