import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bankFolder } from '../../../functions/wire.ts';
import { runCli, shippedBank } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';

test('lists the shipped bank, one question a line', async () => {
  const { code, out } = await runCli(['questions', 'list']);
  const [heading = '', ...lines] = out.trimEnd().split('\n');
  expect(code).toBe(0);
  expect(heading).toMatch(/^id +category +kind +difficulty +question$/);
  expect(lines.map((line) => line.split(/\s/)[0])).toEqual((await shippedBank()).map(({ id }) => id));
});

test('shows one question with its reference and everything it is marked by', async () => {
  const bank = await shippedBank();
  for (const kind of ['knowledge', 'behavioural']) {
    const question = bank.find((candidate) => candidate.kind === kind);
    const { code, out } = await runCli(['questions', 'show', question?.id ?? '']);
    expect(code).toBe(0);
    const { keyPoints, misconceptions, dimensions } = question?.markScheme ?? bank[0]?.markScheme ?? empty;
    const parts = [
      ...keyPoints.map(({ text }) => text),
      ...misconceptions.map(({ claim }) => claim),
      ...dimensions.flatMap(({ name, levels }) => [name, ...levels]),
    ];
    expect(parts).not.toEqual([]);
    for (const part of [question?.prompt ?? '', question?.reference ?? '', ...parts]) expect(out).toContain(part);
  }
});

test('says where to look when there is no such question', async () => {
  const { code, out, messages } = await runCli(['questions', 'show', 'nothing']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toContain('There is no question nothing; see "markscheme questions list".');
});

test('checks a part of the shipped bank and finds nothing to mend', async () => {
  const { code, out } = await runCli(['questions', 'check', join(bankFolder, 'basic-concepts.yaml')]);
  expect(out).toMatch(/nothing to mend\.\n$/);
  expect(code).toBe(0);
});

describe("a bank of one's own", () => {
  const sound = { id: 'a', text: 'Light is scattered by air molecules.' };

  test('is listed, shown and checked by its path, a file or a folder', async () => {
    const folder = await newFolder();
    const file = join(folder, 'own.json');
    await writeFile(file, bankOf({ keyPoints: [sound], reference: sound.text }));
    for (const path of [file, folder]) {
      expect((await runCli(['questions', 'list', path])).out).toContain('sky');
      expect((await runCli(['questions', 'show', 'sky', path])).out).toContain(sound.text);
      expect(await runCli(['questions', 'check', path])).toMatchObject({ code: 0 });
    }
  });

  test('that does not hold what it asks for is checked with exit code 2 and a reason for each problem', async () => {
    const file = join(await newFolder(), 'bad.json');
    await writeFile(file, bankOf({ keyPoints: [sound], reference: 'Something else entirely is written here.' }));
    const { code, out } = await runCli(['questions', 'check', file]);
    expect(code).toBe(2);
    expect(out).toMatch(/^sky: .+$/m);
    expect(out).toMatch(/: [1-9]\d* problems\.\n$/);
  });

  test.each([
    ['is not there', null, /can't be read/],
    ['is no YAML', '{"questions": [', /is neither YAML nor JSON/],
    ['is something else', '[1, 2]', /is not a question bank/],
    ['is empty', '', /is not a question bank/],
  ])("that %s can't be checked, listed or graded with: exit code 1 and why", async (_name, content, reason) => {
    const file = join(await newFolder(), 'bank.yaml');
    if (content !== null) await writeFile(file, content);
    for (const args of [
      ['questions', 'check', file],
      ['questions', 'list', file],
      ['grade', '-', '--questions', file],
    ]) {
      const { code, out, messages } = await runCli(args, { input: 'answer,question_id\na,sky\n' });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(messages).toMatch(reason);
    }
  });

  test('names each place that does not fit', async () => {
    const file = join(await newFolder(), 'bank.json');
    await writeFile(file, bankOf({ keyPoints: [sound, sound], reference: '' }));
    const { code, messages } = await runCli(['questions', 'list', file]);
    expect(code).toBe(1);
    expect(messages).toContain('  /questions/0/markScheme/keyPoints/1/id: repeats the id a');
  });

  test('is not read when one of its files is a folder', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'x.yaml'));
    const { code, messages } = await runCli(['questions', 'list', folder]);
    expect(code).toBe(1);
    expect(messages).toMatch(/^markscheme: .*x\.yaml can't be read\.\n$/);
  });
});

const empty = { keyPoints: [], misconceptions: [], dimensions: [] };

function bankOf({ keyPoints, reference }: { keyPoints: unknown[]; reference: string }): string {
  const prompt = 'Why does the daytime sky look blue?';
  return JSON.stringify({
    questions: [{ id: 'sky', category: 'Nature', prompt, reference, markScheme: { keyPoints } }],
  });
}
