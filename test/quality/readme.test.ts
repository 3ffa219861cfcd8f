import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const readme = readFileSync('README.md', 'utf8');

test('the README shows what the program really prints', async () => {
  const [, command = '', shown = ''] =
    /```\n\$ npm run -s markscheme -- (.+)\n([\s\S]+?)\n {2}\.\.\.\n```/.exec(readme) ?? [];
  const { code, out } = await runCli(command.split(' '));
  expect(code).toBe(0);
  expect(shown.split('\n').length).toBeGreaterThan(3);
  expect(out.startsWith(`${shown}\n`), 'the lines of the README, from the first one on').toBe(true);
});

test('the README names only files and scripts that are there', () => {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const [, script = ''] of readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)) {
    expect(manifest).toHaveProperty(['scripts', script]);
  }
  for (const [path] of readme.matchAll(
    /(?<=[\s`(])(?:data|shared|functions|test)\/[\w./-]*[\w]\.(?:ts|csv|json|md|yaml)/g,
  )) {
    expect(() => readFileSync(path), path).not.toThrow();
  }
});
