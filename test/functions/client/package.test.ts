import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { installPackage, runInPackage, typeErrorsIn } from '../../support/installed-package.ts';
import { startLocal } from '../../support/local-server.ts';
import { newFolder } from '../../support/process.ts';

const run = promisify(execFile);

test('markscheme/client is found by plain Node, and its types refuse a field that the contract does not know', async () => {
  const folder = await newFolder();
  await installPackage(folder);
  await writeFile(
    join(folder, 'use.js'),
    "import * as all from 'markscheme/client';\nconsole.log(Object.keys(all).join());",
  );
  expect((await runInPackage(folder, 'use.js')).trim()).toBe('ProblemError,allOf,createMarkscheme,dataOf,gradeAnswer');
  const source = (field: string): string => `import { createMarkscheme, gradeAnswer } from 'markscheme/client';
const client = createMarkscheme({ server: 'http://localhost:3000', key: 'msk_' });
export const made: Promise<{ id: string }> = gradeAnswer(client, {
  ...{ questionId: 'crud' },
  ${field}: 'Create, read, update, delete.',
});
`;
  await writeFile(join(folder, 'right.ts'), source('answer'));
  await writeFile(join(folder, 'wrong.ts'), source('anser'));
  expect(await typeErrorsIn(folder, 'right.ts')).toBe('');
  expect(await typeErrorsIn(folder, 'wrong.ts')).toContain("'anser' does not exist");
});

test('the quick start of the README works as it stands, and its languages find the same evaluation', async (context) => {
  const folder = await newFolder();
  const { base, key } = await startLocal(join(folder, 'data'));
  const environment = { MARKSCHEME_URL: base, MARKSCHEME_KEY: key };
  const { stdout } = await run('bash', ['-c', quickStart('sh')], { env: { ...process.env, ...environment } });
  const { id, score } = EvaluationReply.parse(JSON.parse(stdout));

  await installPackage(folder);
  await writeFile(join(folder, 'start.ts'), quickStart('ts'));
  expect((await runInPackage(folder, 'start.ts', environment)).split('\n')[0]).toBe(`${id} ${score}`);

  const hasPython = await run('python3', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasPython) return context.skip('there is no python3');
  const python = await run('python3', ['-c', quickStart('python')], { env: { ...process.env, ...environment } });
  expect(python.stdout.split('\n')[0]).toBe(`${id} ${score}`);
});

function quickStart(language: string): string {
  const [, code] =
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]+?)^\`\`\``, 'm').exec(readFileSync('README.md', 'utf8')) ?? [];
  if (code === undefined) throw new Error(`The README has nothing in ${language}`);
  return code;
}
