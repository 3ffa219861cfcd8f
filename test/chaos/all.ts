import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/*
 * Every chaos there is, one after the other: npm run -s test:chaos -- --seed 4 --rows 300 --kills 6. Ends with 1 when a promise is broken, or when
 * one of them is missing.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, rows: { type: 'string' }, kills: { type: 'string' } },
});
const choices = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
for (const name of ['worker', 'cli']) {
  const program = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  console.log(`chaos of the ${name}`);
  if (!existsSync(program)) {
    console.log(`BROKEN there is no test/chaos/${name}.ts`);
    process.exitCode = 1;
    continue;
  }
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...choices], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exitCode = 1;
}
