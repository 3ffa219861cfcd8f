import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { rowColumns } from '../../../shared/domain/answer-row.ts';
import { linesOf, runCli } from '../../support/cli.ts';
import { endOf, newFolder, startProgram } from '../../support/process.ts';

test('explains itself: every command in the help, every column and exit code in that of grade', async () => {
  const help = await runCli(['--help']);
  expect(help.code).toBe(0);
  for (const command of ['grade', 'questions', 'serve']) expect(help.out).toMatch(new RegExp(`^ +${command} `, 'm'));
  const grade = await runCli(['grade', '--help']);
  for (const column of rowColumns) expect(grade.out).toMatch(new RegExp(`^ +${column} `, 'm'));
  for (const flag of ['--out', '--format', '--judge', '--concurrency', '--questions', '--review-budget', '--pass-mark'])
    expect(grade.out).toContain(flag);
  expect(grade.out).toContain('byte order mark');
  expect(grade.out).toMatch(/Exit code: 0 .*, 2 .*, 1 /);
  for (const command of ['list', 'show', 'check'])
    expect((await runCli(['questions', '--help'])).out).toContain(command);
});

test('says its version', async () => {
  expect(await runCli(['--version'])).toMatchObject({ code: 0, out: '0.0.0-test\n' });
});

test.each([
  [['grade'], "missing required argument 'file'"],
  [['grade', '-', '--judge', 'coin'], 'Allowed choices are offline, llm.'],
  [['grade', '-', '--format', 'docx'], 'Allowed choices are csv, xlsx, jsonl'],
  [['grade', '-', '--concurrency', '0'], 'It must be a whole number from 1 to 1000.'],
  [['grade', '-', '--concurrency', '1001'], 'It must be a whole number from 1 to 1000.'],
  [['grade', '-', '--concurrency', '2.5'], 'It must be a whole number from 1'],
  [['grade', '-', '--outt', 'x'], "unknown option '--outt'"],
  [['serve', '--port', '70000'], 'It must be a whole number from 1 to 65535.'],
  [['gradee'], "unknown command 'gradee'"],
])('refuses %j with exit code 1, the reason and where help is', async (args, reason) => {
  const { code, out, messages } = await runCli(args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toContain(reason);
  expect(messages).toContain('markscheme --help');
});

test('serves on the port it is told, or on the one of the environment', async () => {
  const ports: (number | null)[] = [];
  const tools = { serve: async (port: number | null) => void ports.push(port) };
  await runCli(['serve', '--port', '9000'], { tools });
  await runCli(['serve'], { tools });
  expect(ports).toEqual([9000, null]);
});

test('runs as a process: a file in, a file out, exit code 0, and the program is what npm runs', async () => {
  expect(manifest.scripts.markscheme).toMatch(/^tsx (?:--[\w=-]+ )*functions\/cli\.ts$/);
  const folder = await newFolder();
  const [file, results] = [join(folder, 'answers.csv'), join(folder, 'results.csv')];
  await writeFile(file, 'answer,question_id\n"Create, read, update and delete.",crud\n');
  const args = ['grade', file, '--out', results];
  const ended = await endOf(startProgram('functions/cli.ts', args, { MARKSCHEME_DATA: join(folder, 'data') }));
  expect(ended).toMatchObject({ code: 0, out: '' });
  expect(ended.messages).toMatch(/^1 rows: 1 graded, .*results\.csv\n$/);
  expect(await readFile(results, 'utf8')).toMatch(/^\ufeffrow,status,[^\n]+\n1,graded,/);
  await expect(readFile(join(folder, 'data'))).rejects.toThrow('ENOENT');
});

test('needs a sound environment for grading and serving only: help and questions work in any', async () => {
  const environment = { PORT: 'eighty' };
  for (const args of [['--help'], ['questions', 'show', 'crud']]) {
    expect(await endOf(startProgram('functions/cli.ts', args, environment)), args[0]).toMatchObject({
      code: 0,
      messages: '',
    });
  }
  const refused = await endOf(
    startProgram('functions/cli.ts', ['grade', '-'], environment),
    'answer,question_id\na,crud',
  );
  expect(refused).toMatchObject({ code: 1, out: '', messages: expect.stringMatching(/^markscheme: .*PORT/) });
});

test('runs in a pipe: results only on standard output, exit code 2 when a row failed', async () => {
  const input = '{"answer":"Create.","question_id":"crud"}\nnonsense\n';
  const { code, out, messages } = await endOf(startProgram('functions/cli.ts', ['grade', '-'], {}), input);
  expect(code).toBe(2);
  expect(linesOf(out).map(({ status }) => status)).toEqual(['graded', 'failed']);
  expect(messages).toMatch(/^row 2 \(line 2\): the line is not valid JSON\n2 rows: .*\n$/);
});

test('ends with exit code 1 and one line when nothing can start', async () => {
  const ended = await endOf(
    startProgram('functions/cli.ts', ['grade', '-', '--judge', 'llm'], {}),
    'answer,question_id\na,crud\n',
  );
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.messages).toMatch(/^markscheme: No model is configured for the LLM judge .*OPENAI_API_KEY/);
});

test('ends in peace when the reader of its results has seen enough', async () => {
  const row = '{"answer":"Create, read, update and delete.","question_id":"crud"}\n';
  const child = startProgram('functions/cli.ts', ['grade', '-'], {});
  child.stdout?.once('data', () => child.stdout?.destroy());
  child.stdin?.end(row.repeat(2_000));
  const messages: string[] = [];
  child.stderr?.on('data', (chunk) => messages.push(String(chunk)));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect({ code, messages: messages.join('') }).toEqual({ code: 0, messages: '' });
});
