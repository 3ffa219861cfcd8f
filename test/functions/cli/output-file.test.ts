import { execFileSync } from 'node:child_process';
import { link, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, runCli } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';

const csv = `id,answer,question_id
7,"Create, read, update and delete.",crud
8,I don't know,crud
`;

test('writes the format that --out is named for, unless --format says otherwise', async () => {
  const folder = await newFolder();
  const run = async (name: string, ...flags: string[]): Promise<string> => {
    const path = join(folder, name);
    const { code, out, messages } = await runCli(['grade', '-', '--out', path, ...flags], { input: csv });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(messages).toContain(path);
    return readFile(path, 'utf8');
  };
  expect(await run('a.csv')).toMatch(/^\ufeffrow,status,score,/);
  expect(linesOf(await run('a.jsonl'))).toHaveLength(2);
  expect(linesOf(await run('a.other', '--format', 'jsonl'))).toHaveLength(2);
  expect(linesOf(await run('b.csv', '--format', 'jsonl'))).toHaveLength(2);
  expect(await run('b.jsonl', '--format', 'csv')).toMatch(/^\ufeffrow,status,score,/);
});

test('marks CSV in a file as UTF-8 for Excel, nothing else, and reads it as input again', async () => {
  const file = join(await newFolder(), 'results.csv');
  await runCli(['grade', '-', '--out', file], { input: csv });
  expect((await readFile(file)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect((await runCli(['grade', '-', '--format', 'csv'], { input: csv })).out).toMatch(/^row,/);
  const again = await runCli(['grade', file]);
  expect(again.code).toBe(0);
  expect(linesOf(again.out)).toMatchObject([
    { row: 1, input_row: '1', id: '7' },
    { row: 2, id: '8' },
  ]);
});

test('marks no pipe, whatever its name', async () => {
  const pipe = join(await newFolder(), 'results.csv');
  execFileSync('mkfifo', [pipe]);
  const [read, ran] = await Promise.all([
    readFile(pipe, 'utf8'),
    runCli(['grade', '-', '--out', pipe], { input: csv }),
  ]);
  expect(ran.code).toBe(0);
  expect(read).toMatch(/^row,status,/);
});

test('writes the format that the ending of the output names, and does not start on one that names none', async () => {
  const folder = await newFolder();
  for (const [name, start] of [
    ['a.txt', 'row 1  crud'],
    ['a.CSV', '\ufeffrow,status'],
    ['a.tsv', '\ufeffrow,status'],
    ['a.ndjson', '{"row":1'],
    ['a.json', '{"row":1'],
    ['a', '{"row":1'],
  ] as const) {
    expect((await runCli(['grade', '-', '--out', join(folder, name)], { input: csv })).code, name).toBe(0);
    expect((await readFile(join(folder, name), 'utf8')).slice(0, start.length), name).toBe(start);
  }
  const document = join(folder, 'a.docx');
  const refused = await runCli(['grade', '-', '--out', document], { input: csv });
  expect(refused).toMatchObject({
    code: 1,
    messages: 'markscheme: No format is known for .docx files; choose one with --format.\n',
  });
  await expect(readFile(document)).rejects.toThrow('ENOENT');
  expect((await runCli(['grade', '-', '--out', document, '--format', 'csv'], { input: csv })).code).toBe(0);
});

test('says so when the results can no longer be written', async () => {
  const { code, messages } = await runCli(['grade', '-', '--out', '/dev/full'], { input: csv });
  expect(code).toBe(1);
  expect(messages).toBe("markscheme: The results can't be written to /dev/full: no space left on device.\n");
});

test('never overwrites its input, by whatever name the output is called', async () => {
  const folder = await newFolder();
  const path = (name: string): string => join(folder, name);
  await writeFile(path('a.csv'), csv);
  await symlink(path('a.csv'), path('symbolic.csv'));
  await link(path('a.csv'), path('hard.csv'));
  for (const name of ['a.csv', 'symbolic.csv', 'hard.csv', './a.csv']) {
    const { code, messages } = await runCli(['grade', path('a.csv'), '--out', `${folder}/${name}`]);
    expect(code, name).toBe(1);
    expect(messages).toContain('The results would overwrite');
  }
  expect(await readFile(path('a.csv'), 'utf8')).toBe(csv);
});
