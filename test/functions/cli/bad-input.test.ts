import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, runCli } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';

const good = '"Create, read, update and delete.",crud,kept';
const heading = 'answer,question_id,note';

// Each stands between two good rows: it fails alone, by its line and reason, and with what could be read of it.
test.each([
  ['an unknown question', '"Create.",no-such-question,kept', 'there is no question no-such-question', 'kept'],
  ['an id that is no id', '"Create.",Not An Id,kept', 'the question_id "Not An Id" is not an id', 'kept'],
  ['no question', '"Create.",,kept', 'there is neither a question_id nor a question', 'kept'],
  ['a megabyte', `${'a'.repeat(2 ** 20)},crud,kept`, 'the answer has 1048576 characters; at most 20000', 'kept'],
  ['NUL bytes', 'a\0b,crud,kept', 'the answer contains NUL characters', 'kept'],
  [
    'bytes that are no UTF-8',
    Buffer.from('\xff\xfe,crud,kept', 'latin1'),
    'column "answer": bytes that are not UTF-8; save the file as UTF-8 and run it again',
    'kept',
  ],
  [
    'bytes that are no UTF-8 in a column of no meaning',
    Buffer.from('Create.,crud,M\xfcller', 'latin1'),
    'column "note": bytes that are not UTF-8',
    'M\ufffdller',
  ],
  ['too few cells', 'Create.,crud', 'the line has 2 cells where the heading has 3', undefined],
  ['too many cells', 'Create, read,crud,x', 'the line has 4 cells where the heading has 3', 'crud'],
  ['a stray quote in a quoted cell', '"a "b" c",crud,x', 'the line has a stray quote', undefined],
  ['a stray quote in its last cell', 'Create.,crud,"a "b', 'the line has a stray quote', undefined],
  ['an unclosed quote', '"a b c,crud,x', 'the line ', undefined],
])('fails a row with %s alone, naming line and reason', async (_name, row, reason, note) => {
  const input = Buffer.concat([`${heading}\n${good}\n`, row, `\n${good}\n`].map((part) => Buffer.from(part)));
  const { code, out, messages } = await runCli(['grade', '-'], { input });
  expect(code).toBe(2);
  const rows = linesOf(out);
  expect(rows).toMatchObject([
    { row: 1, status: 'graded', note: 'kept' },
    { row: 2, status: 'failed', score: null, reason: expect.stringContaining(reason), verdicts: [] },
    { row: 3, status: 'graded', note: 'kept' },
  ]);
  expect(rows[1]?.['note']).toBe(note);
  expect(messages).toContain('row 2 (line 3): ');
  expect(messages).toContain(reason);
  expect(messages).toMatch(/3 rows: 2 graded, 0 needs-review, 1 failed/);
});

test('carries of a damaged row what could be read of it, so that the results say whose it is', async () => {
  const rows = [
    '7,ada,"Create.",crud',
    '8,bob,crud',
    '9,cem,Create,read,crud',
    '10,dan,"a "b" c",crud',
    '11,eve,"a,crud',
  ];
  const input = ['id,candidate,answer,question_id', ...rows].join('\n');
  const { out } = await runCli(['grade', '-'], { input });
  expect(linesOf(out)).toMatchObject([
    { id: '7', candidate: 'ada', status: 'graded' },
    { id: '8', candidate: 'bob', status: 'failed', answer: 'crud' },
    { id: '9', candidate: 'cem', status: 'failed', answer: 'Create', question_id: 'read' },
    { id: '10', candidate: 'dan', status: 'failed' },
    { id: '11', candidate: 'eve', status: 'failed' },
  ]);
  expect(linesOf(out)[3]).not.toHaveProperty('answer');
});

test('takes a quote for text where it does not open a cell, and in tab files where it does not close one', async () => {
  const said = 'Create, read, update and "delete"';
  for (const [input, answer] of [
    [`question_id,answer\ncrud,${said.replaceAll(', ', ' ')}\n`, said.replaceAll(', ', ' ')],
    [`question_id;answer\ncrud;${said}\n`, said],
    [`question_id\tanswer\ncrud\t${said}\n`, said],
    [`question_id\tanswer\ncrud\t"${said}" it means\n`, `"${said}" it means`],
    [`question_id\tanswer\ncrud\t"${said.replaceAll('"', '""')}"\n`, said],
    [`question_id\tanswer\ncrud\t"Create,\tread,\nupdate"\n`, 'Create,\tread,\nupdate'],
  ] as const) {
    const { code, out } = await runCli(['grade', '-'], { input });
    expect(code, input).toBe(0);
    expect(linesOf(out)).toMatchObject([{ answer, question_id: 'crud', status: expect.not.stringMatching('failed') }]);
  }
});

test('fails a row of a tab file whose quote swallows the next cell or line, alone', async () => {
  const rows = ['"Create\tcrud', 'Read.\tcrud', '"Update\tit" x\tcrud', '"Delete" it.\tcrud'];
  const { code, out } = await runCli(['grade', '-'], { input: ['answer\tquestion_id', ...rows].join('\n') });
  expect(code).toBe(2);
  expect(linesOf(out)).toMatchObject([
    { status: 'failed', reason: 'the line has a stray quote' },
    { answer: 'Read.' },
    { status: 'failed', reason: 'the line has a stray quote' },
    { answer: '"Delete" it.' },
  ]);
});

test('obeys a first line that names the delimiter, as Excel writes it, and counts it as a line', async () => {
  for (const [first, delimiter] of [
    ['sep=;', ';'],
    ['SEP=,', ','],
    ['\ufeffSep=\t', '\t'],
    ['sep=^', '^'],
    ['sep=§', '§'],
  ] as const) {
    for (const newline of ['\n', '\r\n', '\r']) {
      const rows = ['question_id,answer', 'crud,"Create"', 'none,"x"'];
      const input = [first, ...rows.map((row) => row.replaceAll(',', delimiter))].join(newline);
      const { out, messages } = await runCli(['grade', '-'], { input });
      expect(linesOf(out)).toMatchObject([{ question_id: 'crud', answer: 'Create' }, { status: 'failed' }]);
      expect(messages).toContain('row 2 (line 4): there is no question none');
    }
  }
});

test('loses one line to a quote that is never closed, not the rest of the file', async () => {
  const { code, out } = await runCli(['grade', '-'], {
    input: `answer,question_id\n"Create,crud\nRead,crud\nUpdate,crud\n`,
  });
  expect(code).toBe(2);
  expect(linesOf(out)).toMatchObject([
    { status: 'failed', reason: 'the line opens a quote that is never closed' },
    { status: 'graded', answer: 'Read' },
    { status: 'graded', answer: 'Update' },
  ]);
});

const question = { answer: 'x', question: 'Why is that so?' };
test.each([
  ['no JSON', '{"answer":', 'the line is not valid JSON'],
  ['a list', '["answer"]', 'the line is not a JSON object'],
  ['null', 'null', 'the line is not a JSON object'],
  ['an answer that is no text', '{"answer":{"a":1},"question_id":"crud"}', 'the answer is not text'],
  ['no answer', '{"question_id":"crud"}', 'there is no answer column'],
  ['neither reference nor key points', JSON.stringify(question), 'neither a reference_answer nor key_points'],
  ['a key point without text', JSON.stringify({ ...question, key_points: [{ id: 'a' }] }), 'key point 1 is neither'],
  [
    'a misspelt field of a key point',
    keyPoints([{ text: 'One.', wieght: 2 }]),
    'key point 1 has an unknown field "wieght"',
  ],
  [
    'a reference beside the id of a question',
    JSON.stringify({ answer: 'x', question_id: 'crud', reference_answer: 'Because.' }),
    'question_id and reference_answer are both given, and no question',
  ],
  ['a weight below zero', keyPoints([{ text: 'One.', weight: -1 }]), 'key point 1: weight'],
  [
    'two key points of one id',
    keyPoints([
      { id: 'a', text: 'One.' },
      { id: 'a', text: 'Two.' },
    ]),
    'repeats the id a',
  ],
  ['a number for an id that is taken', keyPoints(['One.', { id: 'k1', text: 'Two.' }]), 'repeats the id k1'],
  ['a reference without a word', JSON.stringify({ ...question, reference_answer: '?!' }), 'has no words'],
  ['alternatives that are no texts', keyPoints(['One.'], { reference_alternatives: [1] }), 'reference_alternatives'],
])('fails a JSON line with %s alone, naming line and reason', async (_name, line, reason) => {
  const first = '{"answer":"Create, read, update and delete.","question_id":"crud"}';
  const { code, out, messages } = await runCli(['grade', '-'], { input: `${first}\n${line}\n${first}\n` });
  expect(code).toBe(2);
  expect(linesOf(out).map(({ status }) => status)).toEqual(['graded', 'failed', 'graded']);
  expect(linesOf(out)[1]?.['reason']).toContain(reason);
  expect(messages).toMatch(/^row 2 \(line 2\): /);
  expect(messages).not.toContain('internal error');
});

test('counts lines as an editor does: blank ones and line breaks in cells included', async () => {
  const input = `${heading}\r\n\r\n"two\r\nlines",crud,x\r\n\r\n   \r\n,none,x\r\n"stray"quote,crud,x\r\n`;
  const { messages, out } = await runCli(['grade', '-'], { input });
  expect(linesOf(out)).toHaveLength(3);
  expect(messages).toContain('row 2 (line 7): there is no question none');
  expect(messages).toContain('row 3 (line 8): the line has a stray quote');
});

test('grades UTF-16, with and without a byte order mark, and text with any kind of line end or delimiter', async () => {
  const text = 'answer,question_id\nCreate and réad – 🎈,crud\n';
  for (const input of [
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    `\ufeff${text}`,
    text.replaceAll('\n', '\r\n'),
    text.replaceAll('\n', '\r'),
    `\n\n${text.replaceAll(',', ';')}`,
    text.replaceAll(',', '|'),
  ]) {
    const { code, out } = await runCli(['grade', '-'], { input });
    expect(code).toBe(0);
    expect(linesOf(out)).toMatchObject([{ answer: 'Create and réad – 🎈', question_id: 'crud', status: 'graded' }]);
  }
});

test('grades nothing as nothing: an empty answer is an outcome, not a failure', async () => {
  const { code, out } = await runCli(['grade', '-'], { input: `${heading}\n,crud,kept\n` });
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([{ status: 'graded', score: 0, gate: 'empty', note: 'kept' }]);
});

test('settles a file of which no line can be read: each row says why', async () => {
  const ragged = await runCli(['grade', '-'], { input: 'answer,question_id\nonly\n' });
  expect(ragged.code).toBe(2);
  expect(ragged.messages).toContain('row 1 (line 2): the line has 1 cells where the heading has 2');
  expect(linesOf(ragged.out)).toMatchObject([{ row: 1, status: 'failed', answer: 'only' }]);
});

test.each([
  ['an empty file', '', 'The file is empty.'],
  ['blank lines only', '\n \n\n', 'The file is empty.'],
  ['a heading only', 'answer,question_id\n', 'The file has no rows.'],
  [
    'no answer column',
    'reply,question_id\na,crud\n',
    'There is no column "answer". The columns are: reply, question_id.',
  ],
  ['no answer column and no readable row', 'reply,question_id\na\n', 'There is no column "answer".'],
  ['a damaged spreadsheet', 'PK\u0003\u0004\u0014\0\0', 'The spreadsheet (XLSX) is damaged'],
  ['no column of a question', 'answer,id\na,1\n', 'neither a column "question_id" nor a column "question"'],
  ['two columns of one name', 'answer,answer\na,b\n', 'two columns named "answer"'],
  [
    'a heading with a stray quote',
    '"an"swer,question_id\na,crud\n',
    "The heading can't be read: line 1 has a stray quote.",
  ],
])('does not start on %s: exit code 1, a reason, no output', async (_name, input, reason) => {
  const { code, out, messages } = await runCli(['grade', '-'], { input });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toMatch(/^markscheme: .*\n$/);
  expect(messages).toContain(reason);
});

test('does not start without what it was told to use: the file, the bank, the model', async () => {
  const folder = await newFolder();
  const out = join(folder, 'out.csv');
  const input = `${heading}\n${good}\n`;
  const cases: [string[], RegExp][] = [
    [['grade', join(folder, 'none.csv')], /none\.csv can't be read: no such file or directory\.$/],
    [['grade', folder], /can't be read: illegal operation on a directory\.$/],
    [['grade', '-', '--questions', join(folder, 'none.yaml')], /none\.yaml can't be read\.$/],
    [['grade', '-', '--judge', 'llm'], /No model is configured .*OPENAI_API_KEY/],
    [
      ['grade', '-', '--out', join(folder, 'no-folder', 'x.csv')],
      /x\.csv can't be written: no such file or directory\.$/,
    ],
  ];
  for (const [args, reason] of cases) {
    const ran = await runCli(args[1] === '-' && !args.includes('--out') ? [...args, '--out', out] : args, { input });
    expect(ran.code, args.join(' ')).toBe(1);
    expect(ran.messages.split('\n')[0]).toMatch(reason);
  }
  await expect(readFile(out)).rejects.toThrow('ENOENT');
});

function keyPoints(points: readonly unknown[], more: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...question, key_points: points, ...more });
}
