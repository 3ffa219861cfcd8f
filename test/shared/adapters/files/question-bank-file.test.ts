import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readQuestionBank } from '../../../../shared/adapters/files/question-bank-file.ts';
import { newFolder } from '../../../support/process.ts';

const question = (id: string): string => `
  - id: ${id}
    category: Nature
    prompt: Why is the sky blue?
    reference: Air scatters blue light most.
    markScheme: { keyPoints: [{ id: a, text: Air scatters blue light most. }] }
`;

test('reads all YAML and JSON files of a folder in order of name, and no others', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'b.yaml'), `questions:${question('second')}`);
  await writeFile(join(folder, 'a.yml'), `questions:${question('first')}`);
  await writeFile(join(folder, 'notes.md'), 'not a bank');
  const questions = await readQuestionBank(folder);
  expect(questions.map(({ id }) => id)).toEqual(['first', 'second']);
  expect(questions[0]).toMatchObject({ kind: 'knowledge', difficulty: 'mid', tags: [] });
});

test.each([
  [
    'two files with one id',
    { 'a.yaml': `questions:${question('x')}`, 'b.yaml': `questions:${question('x')}` },
    'repeats the id x',
  ],
  ['no question', { 'a.yaml': 'questions: []' }, 'Too small'],
  ['no file at all', {}, 'Too small'],
  ['an unknown field', { 'a.yaml': `questions:${question('x')}    promt: typo\n` }, 'promt'],
])('refuses a folder with %s', async (_name, files, detail) => {
  const folder = await newFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const issues = [expect.objectContaining({ detail: expect.stringContaining(detail) })];
  await expect(readQuestionBank(folder)).rejects.toMatchObject({ kind: 'invalid-request', issues });
});

test('names the file and the place of what is no YAML', async () => {
  const file = join(await newFolder(), 'broken.yaml');
  await writeFile(file, 'questions:\n  - id: [\n');
  await expect(readQuestionBank(file)).rejects.toThrow(/broken\.yaml is neither YAML nor JSON: .*line \d/);
});
