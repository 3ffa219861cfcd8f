import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { bankFolder } from '../../../functions/wire.ts';
import { SelfTestReport } from '../../../shared/domain/self-test.ts';
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

describe('the check of one question', () => {
  const file = join(bankFolder, 'basic-concepts.yaml');

  test('prints every check with its outcome in words, and exits with 0 when only advice is left', async () => {
    const { code, out } = await runCli(['questions', 'check', file, '--id', 'crud']);
    expect(code).toBe(0);
    expect(out).toMatch(/^crud: ready to publish \(tried with the offline judge\)\n/);
    for (const title of ['The reference answer earns full marks', 'Padding changes nothing'])
      expect(out).toContain(title);
    expect(out).toMatch(/^ {2}advice {5}A point that is left out is missed\n.*\n +What to do: /m);
    expect(out).toMatch(/^ {2}not tried {2}A point that is denied earns nothing$/m);
  });

  test('prints the same report for programs, and that of the whole bank as a list', async () => {
    const one = await runCli(['questions', 'check', file, '--id', 'crud', '--format', 'json']);
    const report = SelfTestReport.parse(JSON.parse(one.out));
    expect(report.questionId).toBe('crud');
    const all = await runCli(['questions', 'check', file, '--format', 'json']);
    const reports = z.array(SelfTestReport).parse(JSON.parse(all.out));
    expect(reports).toHaveLength(5);
    expect(reports).toContainEqual(report);
  });

  test('is refused for a question that is not there, a behavioural one, and a whole bank with a model', async () => {
    const missing = await runCli(['questions', 'check', file, '--id', 'nothing']);
    expect(missing).toMatchObject({
      code: 1,
      messages: expect.stringContaining(`see "markscheme questions list ${file}"`),
    });
    const behavioural = await runCli(['questions', 'check', '--id', 'code-reviews']);
    expect(behavioural).toMatchObject({ code: 1, messages: expect.stringContaining('no right answer') });
    const whole = await runCli(['questions', 'check', file, '--judge', 'llm']);
    expect(whole).toMatchObject({ code: 1, messages: expect.stringContaining('--id') });
  });
});

describe('a question proposed from a reference', () => {
  const reference =
    'A content delivery network (CDN) keeps copies of files close to users. Pages load faster for distant readers. ' +
    'The origin server gets fewer requests. Stale copies are its price.';
  const args = ['questions', 'extract', '-', '--question', 'What is a content delivery network?'];

  test.each(['yaml', 'json'])('is a bank that can be checked and graded by as it is: %s', async (format) => {
    const proposed = await runCli([...args, '--format', format], { input: reference });
    expect({ code: proposed.code, messages: proposed.messages }).toEqual({
      code: 0,
      messages: 'markscheme: 4 key points proposed offline; look at them before you use them.\n',
    });
    const file = join(await newFolder(), `proposed.${format}`);
    await writeFile(file, proposed.out);
    expect(await runCli(['questions', 'check', file])).toMatchObject({ code: 0 });
    const answers = `question_id,answer\ncontent-delivery-network,"A CDN keeps copies of files close to users."\n`;
    const graded = await runCli(['grade', '-', '--questions', file, '--format', 'text'], { input: answers });
    expect(graded).toMatchObject({ code: 0, out: expect.stringContaining('covered 100 %') });
  });

  test('comes with warnings on standard error, and with the id and category that were asked for', async () => {
    const more = ['--id', 'own', '--category', 'Web'];
    const { code, out, messages } = await runCli([...args, ...more], {
      input: 'Copies are kept. Where are copies kept?',
    });
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({ questions: [{ id: 'own', category: 'Web' }] });
    expect(messages).toMatch(/^warning: .*questions/m);
  });

  test.each([
    ['nothing', '', [], /is empty/],
    ['no text', new Uint8Array([0xff, 0xfe, 0x00]), [], /not UTF-8/],
    ['no words', '...', [], /no words/],
    ['an id that is none', 'Copies are kept.', ['--id', 'No Id'], /\/questions?|\/id: /],
    ['a model that is not there', 'Copies are kept.', ['--method', 'llm'], /OPENAI_API_KEY/],
  ])('is refused of %s', async (_name, input, more, reason) => {
    const { code, out, messages } = await runCli([...args, ...more], { input });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toMatch(reason);
  });
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
    expect(out).toMatch(/^sky: look at these first$/m);
    expect(out).toMatch(/^ {2}FAILED .*\n.*\n +What to do: .+$/m);
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
