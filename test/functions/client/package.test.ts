import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../../..', import.meta.url));
const modules = join(project, 'node_modules');
let folder = '';

/** A project of somebody who has installed the package. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'markscheme-package-'));
  const installed = join(folder, 'node_modules');
  await mkdir(installed);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: project });
  const [, name = ''] = /"filename": "([^"]+)"/.exec(stdout) ?? [];
  await run('tar', ['-xzf', join(folder, name), '-C', folder]);
  await symlink(join(folder, 'package'), join(installed, 'markscheme'));
  for (const dependency of ['ky', 'openapi-fetch', 'openapi-typescript-helpers'])
    await symlink(join(modules, dependency), join(installed, dependency));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('markscheme/client is found by plain Node', async () => {
  await writeFile(
    join(folder, 'use.js'),
    "import * as all from 'markscheme/client';\nconsole.log(Object.keys(all).join());",
  );
  const { stdout } = await run(process.execPath, ['--preserve-symlinks', 'use.js'], { cwd: folder });
  expect(stdout.trim()).toBe('ProblemError,allOf,createMarkscheme,dataOf');
});

test('markscheme/client is typed: a field that the contract does not know is refused', async () => {
  const source = (field: string): string => `import { createMarkscheme, dataOf } from 'markscheme/client';
const client = createMarkscheme({ server: 'http://localhost:3000', key: 'msk_' });
export const made: Promise<{ id: string }> = dataOf(
  client.POST('/v1/evaluations', { body: { questionId: 'crud', ${field}: 'Create, read, update, delete.' } }),
);
`;
  await writeFile(join(folder, 'right.ts'), source('answer'));
  await writeFile(join(folder, 'wrong.ts'), source('anser'));
  expect(await typeErrors('right.ts')).toBe('');
  expect(await typeErrors('wrong.ts')).toContain("'anser' does not exist");
});

async function typeErrors(file: string): Promise<string> {
  const compiler = join(dirname(modules), 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2025,dom'];
  const call = run(process.execPath, [compiler, ...options, '--types', '', '--preserveSymlinks', file], {
    cwd: folder,
  });
  return call.then(
    ({ stdout }) => stdout,
    (error: { readonly stdout?: string }) => error.stdout ?? '',
  );
}
