import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));

/** Makes a folder the project of somebody who has installed the package, as it would be published. */
export async function installPackage(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(modules, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: project });
  const [, name = ''] = /"filename": "([^"]+)"/.exec(stdout) ?? [];
  await run('tar', ['-xzf', join(folder, name), '-C', folder]);
  await symlink(join(folder, 'package'), join(modules, 'markscheme'));
  for (const dependency of ['ky', 'openapi-fetch', 'openapi-typescript-helpers'])
    await symlink(join(project, 'node_modules', dependency), join(modules, dependency));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
}

/** Runs a file of that project with this Node, and gives what it printed. */
export async function runInPackage(
  folder: string,
  file: string,
  environment: Record<string, string> = {},
): Promise<string> {
  const args = ['--preserve-symlinks', '--preserve-symlinks-main', file];
  const { stdout } = await run(process.execPath, args, { cwd: folder, env: { ...process.env, ...environment } });
  return stdout;
}

/** What the compiler has to say of a file of that project; nothing where it is right. */
export async function typeErrorsIn(folder: string, file: string): Promise<string> {
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2025,dom'];
  const call = run(process.execPath, [compiler, ...options, '--types', '', '--preserveSymlinks', file], {
    cwd: folder,
  });
  return call.then(
    ({ stdout }) => stdout,
    (error: { readonly stdout?: string }) => error.stdout ?? '',
  );
}
