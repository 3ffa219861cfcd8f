import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, runCli } from '../../support/cli.ts';
import { json, type Running, startLocal } from '../../support/local-server.ts';
import { newFolder } from '../../support/process.ts';

interface Setting {
  readonly server: Running;
  readonly access: readonly string[];
  /** Writes a file and gives its path. */
  aFile(name: string, content?: string): Promise<string>;
  pathOf(name: string): string;
}

const answers = `question_id,candidate,answer
crud,Ada,"Create, read, update and delete."
crud,Bob,
no-such-question,Eve,Whatever.
`;

async function setting(): Promise<Setting> {
  const folder = await newFolder();
  const server = await startLocal(join(folder, 'data'));
  return {
    server,
    access: ['--server', server.base, '--key', server.key],
    pathOf: (name) => join(folder, name),
    async aFile(name, content = answers) {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
  };
}

test('a dry run says what the server would do, and keeps nothing there', async () => {
  const { server, access, aFile } = await setting();
  const { code, out } = await runCli(['grade', await aFile('dry.csv'), '--dry-run', ...access]);
  expect(code).toBe(2);
  expect(out).toContain("3 rows: 2 can be graded, 1 can't");
  expect(out).toContain('line 4: there is no question no-such-question');
  expect(await json(server, '/v1/batches')).toMatchObject({ items: [] });
});

test('grades a file on the server and writes its results; the same command again makes no other batch', async () => {
  const { server, access, aFile, pathOf } = await setting();
  const file = await aFile('answers.csv');
  const out = pathOf('results.jsonl');
  const { code, messages } = await runCli(['grade', file, '--out', out, ...access]);
  expect(code).toBe(2);
  expect(messages).toMatch(/batch bat_\w+ on http/);
  expect(messages).toContain('3 rows: 2 graded, 0 needs-review, 1 failed');
  const rows = linesOf(await readFile(out, 'utf8'));
  expect(rows.map(({ candidate, status }) => ({ candidate, status }))).toEqual([
    { candidate: 'Ada', status: 'graded' },
    { candidate: 'Bob', status: 'graded' },
    { candidate: 'Eve', status: 'failed' },
  ]);
  const again = await runCli(['grade', file, ...access]);
  expect(linesOf(again.out)).toEqual(rows);
  expect(await json(server, '/v1/batches')).toMatchObject({ items: [{ name: 'answers.csv' }] });
});

test('says that a file could not be uploaded, and the same command goes on when it can', async () => {
  const { access, aFile } = await setting();
  const file = await aFile('late.csv');
  const failing: typeof fetch = async (input, init) =>
    new Request(input, init).method === 'PUT' ? new Response(null, { status: 500 }) : fetch(input, init);
  const refused = await runCli(['grade', file, ...access], { tools: { fetch: failing } });
  expect(refused).toMatchObject({ code: 1, out: '', messages: expect.stringContaining("can't be uploaded") });
  const { code, out } = await runCli(['grade', file, ...access]);
  expect(code).toBe(2);
  expect(linesOf(out)).toHaveLength(3);
});

test('says what is wrong where nothing can start', async () => {
  const { server, access, aFile, pathOf } = await setting();
  const file = await aFile('wrong.csv');
  const told = async (...args: readonly string[]): Promise<string> => {
    const { code, messages } = await runCli(['grade', file, ...args]);
    expect(code).toBe(1);
    return messages;
  };
  expect(await told('--server', server.base)).toContain('--server needs an API key');
  expect(await told('--server', 'ftp://here', '--key', 'x')).toContain('--server must be a URL');
  expect(await told('--server', server.base, '--key', 'msk_wrong')).toContain('refused: A valid API key is needed');
  expect(await told('--server', 'http://127.0.0.1:9', '--key', 'x')).toContain('does not answer');
  expect(await told(...access, '--questions', 'mine.yaml')).toContain("--questions can't be combined with --server");
  expect(await told(...access, '--out', pathOf('x.txt'))).toContain('csv, xlsx or jsonl');
  const empty = await runCli(['grade', await aFile('none.csv', 'a,b\n1,2\n'), ...access]);
  expect(empty.code).toBe(1);
});
