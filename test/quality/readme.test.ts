import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markdownTable } from '../bench/markdown-table.ts';
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

test('the accuracy table of the README has the columns that the benchmark prints, and a row for each set', () => {
  const [, rows = ''] = readme.split(`${markdownTable([])}\n`);
  const columns = markdownTable([]).split('\n', 1)[0]?.split('|').length;
  const cells = (/^(?:\|.*\n)+/.exec(rows)?.[0] ?? '')
    .trim()
    .split('\n')
    .map((row) => row.split('|').length);
  expect(cells).toEqual(Array(9).fill(columns));
});
