import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { ColumnMapping, mapColumns } from '../../../shared/domain/column-mapping.ts';
import { columnMeanings } from '../../../shared/domain/column-meanings.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { mappedColumns, mappedRecords } from '../../../shared/domain/mapped-records.ts';
import type { SheetRecord } from '../../../shared/domain/sheet-record.ts';
import { allOf } from '../../support/sheets.ts';

const seed = 20_261_128;
const questions = [
  { id: QuestionId.parse('crud'), prompt: 'What is CRUD?' },
  { id: QuestionId.parse('tcp-vs-udp'), prompt: 'How do TCP and UDP differ, and when would you choose each?' },
  { id: QuestionId.parse('twin-a'), prompt: 'The same?' },
  { id: QuestionId.parse('twin-b'), prompt: 'The same?' },
];

function map(headings: readonly string[], wanted: Record<string, unknown> = {}): ReturnType<typeof mapColumns> {
  return mapColumns(headings, ColumnMapping.parse(wanted), questions);
}

function explained(headings: readonly string[], wanted: Record<string, unknown> = {}): readonly string[] | string {
  const mapped = map(headings, wanted);
  return 'problem' in mapped ? mapped.problem : mapped.explained;
}

test.each([
  [['answer', 'Question ID', 'humanScore'], []],
  [
    ['Response', 'qid'],
    ['answer <- Response', 'question_id <- qid'],
  ],
  [['Candidate’s Answer:', 'question_id'], ['answer <- Candidate’s Answer:']],
  [
    ['Applicant', 'Question Text', 'Model answer', 'Response', 'Email'],
    ['answer <- Response', 'question <- Question Text', 'reference_answer <- Model answer', 'candidate <- Applicant'],
  ],
  [
    ['E-Mail', 'Prompt', 'Expected Answer', 'Candidate answer'],
    ['answer <- Candidate answer', 'question <- Prompt', 'reference_answer <- Expected Answer', 'candidate <- E-Mail'],
  ],
  [['Reference', 'question', 'answer'], ['reference_answer <- Reference']],
] as const)('understands the headings %j and says how', (headings, expected) => {
  expect(explained(headings)).toEqual(expected);
});

test('prefers a better name to a worse one, and its own name to all others', () => {
  expect(explained(['Response', 'answer', 'crud', 'question_id'])).toEqual([]);
  expect(explained(['answer', 'question_id', 'email', 'name', 'candidate_id'])).toEqual(['candidate <- candidate_id']);
});

test('does not take what sounds like a reference for one where answers are to questions of the bank', () => {
  expect(map(['answer', 'question_id', 'Reference', 'Alternatives'])).toMatchObject({
    explained: [],
    carried: ['Reference', 'Alternatives'],
  });
});

test.each([
  [
    ['Response', 'Candidate response', 'qid'],
    'The columns "Response" and "Candidate response" could each be the column "answer".',
  ],
  [['answer', 'Answer', 'qid'], 'The columns "answer" and "Answer" could each be the column "answer".'],
  [['answer', 'qid', 'Name', 'Student'], 'The columns "Name" and "Student" could each be the column "candidate".'],
  [
    ['Response', 'crud', 'tcp-vs-udp'],
    'could be in the column "Response", or in the columns of questions ("crud", "tcp-vs-udp")',
  ],
  [['crud', 'What is CRUD?'], 'The columns "crud" and "What is CRUD?" are both answers to the question crud.'],
  [['text', 'qid'], 'There is no column "answer". The columns are: text, qid.'],
  [['answer', 'id'], 'There is neither a column "question_id" nor a column "question". The columns are: answer, id.'],
  [['The same?', 'id'], 'There is no column "answer".'],
])('never guesses between equals, and never without need: %j', (headings, problem) => {
  expect(explained(headings)).toContain(problem);
});

test('does as it is told, whatever the headings look like', () => {
  const headings = ['Response', 'Candidate response', 'Name', 'Student', 'question_id', 'answer'];
  expect(explained(headings, { columns: { answer: 'response', candidate: null } })).toEqual(['answer <- Response']);
  expect(explained(headings, { columns: { answer: 'Nothing', candidate: null } })).toContain('no column "Nothing"');
  expect(explained(['Response', 'crud', 'id'], { layout: 'wide' })).toEqual(['answers to crud <- crud']);
  expect(explained(['Response', 'crud', 'id'], { layout: 'wide', columns: { answer: 'Response' } })).toBe(
    'A wide sheet has no column "answer".',
  );
  expect(explained(headings, { columns: { answer: 'Name', question: 'Name' } })).toBe(
    '"Name" can\'t be both answer and question.',
  );
});

test('knows a wide sheet by headings that are ids or prompts, and takes told ones', () => {
  expect(explained(['Name', 'CRUD', 'Q2: how do TCP and UDP differ -- and when would you choose each?'])).toEqual([
    'candidate <- Name',
    'answers to crud <- CRUD',
    'answers to tcp-vs-udp <- Q2: how do TCP and UDP differ -- and when would you choose each?',
  ]);
  expect(explained(['Name', 'First'], { questionColumns: { First: 'crud' } })).toEqual([
    'candidate <- Name',
    'answers to crud <- First',
  ]);
  expect(explained(['Name', 'First'], { questionColumns: { Second: 'crud' } })).toContain('no column "Second"');
  expect(explained(['Name', 'First'], { questionColumns: { First: 'none' } })).toBe('There is no question none.');
  expect(explained(['Name', 'First'], { layout: 'wide' })).toContain('No column is a question');
  expect(explained(['crud', 'tcp-vs-udp'], { layout: 'long' })).toContain('There is no column "answer".');
});

async function records(headings: string[], rows: SheetRecord[], wanted = {}): Promise<SheetRecord[]> {
  const mapped = map(headings, wanted);
  if ('problem' in mapped) throw new Error(mapped.problem);
  async function* given(): AsyncGenerator<SheetRecord> {
    yield* rows;
  }
  const all = await allOf(mappedRecords(given(), mapped));
  const columns = mappedColumns(headings, mapped);
  for (const { fields } of all) expect(columns).toEqual(expect.arrayContaining(Object.keys(fields)));
  return all;
}

test('leaves the fields of a record as they are, and adds who said what where their headings do not say it', async () => {
  const row = { line: 2, fields: { Response: 'x', question_id: 'crud', note: 1 } };
  expect(await records(Object.keys(row.fields), [row])).toEqual([
    { ...row, fields: { ...row.fields, answer: 'x' }, meant: { answer: 'x', question_id: 'crud' } },
  ]);
  const plain = { line: 2, fields: { Answer: 'x', question_id: 'crud' } };
  expect(await records(Object.keys(plain.fields), [plain])).toEqual([plain]);
  const hidden = { line: 2, fields: { answer: 'x', question_id: 'crud', candidate: 'row 7' } };
  const wanted = { columns: { candidate: null } };
  expect(await records(Object.keys(hidden.fields), [hidden], wanted)).toEqual([
    {
      line: 2,
      fields: { answer: 'x', question_id: 'crud', input_candidate: 'row 7' },
      meant: { answer: 'x', question_id: 'crud' },
    },
  ]);
});

test('lets rows that have columns of their own spell a meaning differently, but not twice in one row', async () => {
  const mapped = mapColumns(['answer', 'Answer', 'question_id'], ColumnMapping.parse({}), questions, true);
  if ('problem' in mapped) throw new Error(mapped.problem);
  async function* given(): AsyncGenerator<SheetRecord> {
    yield { line: 1, fields: { answer: 'a', question_id: 'crud' } };
    yield { line: 2, fields: { Answer: 'b', question_id: 'crud' } };
    yield { line: 3, fields: { Answer: 'b', answer: 'c', question_id: 'crud' } };
  }
  expect(await allOf(mappedRecords(given(), mapped))).toMatchObject([
    { meant: { answer: 'a' } },
    { meant: { answer: 'b' } },
    { line: 3, problem: '"answer" and "Answer" are both given' },
  ]);
});

test('makes of a wide line one record a question, by line and column, damaged lines included', async () => {
  const headings = ['Name', 'crud', 'note', 'TCP vs UDP'];
  const lines = [
    { line: 2, fields: { Name: 'Ada', crud: 'a', note: 'n', 'TCP vs UDP': ' ' } },
    { line: 3, fields: { Name: ' ', crud: '', note: '', 'TCP vs UDP': '' } },
    { line: 4, fields: { Name: 'Ben', crud: 'b' }, problem: 'the line is short' },
  ];
  const first = {
    line: 2,
    column: 'crud',
    fields: { Name: 'Ada', candidate: 'Ada', note: 'n', question_id: 'crud', answer: 'a' },
  };
  const all = await records(headings, lines);
  expect(all[0]).toEqual({ ...first, meant: { candidate: 'Ada', question_id: 'crud', answer: 'a' } });
  expect(all.map(({ line, column, fields }) => [line, column, fields['question_id'], fields['answer']])).toEqual([
    [2, 'crud', 'crud', 'a'],
    [2, 'TCP vs UDP', 'tcp-vs-udp', ' '],
    [4, 'crud', 'crud', 'b'],
    [4, 'TCP vs UDP', 'tcp-vs-udp', ''],
  ]);
  expect(all.map((record) => 'problem' in record)).toEqual([false, false, true, true]);
  const skipped = await records(headings, lines, { blanks: 'skip' });
  expect(skipped.map(({ line, column }) => [line, column])).toEqual([
    [2, 'crud'],
    [4, 'crud'],
    [4, 'TCP vs UDP'],
  ]);
});

const heading = fc.oneof(
  fc.constantFrom(
    'answer',
    'Response',
    'Reply',
    'question_id',
    'qid',
    'question',
    'Prompt',
    'Name',
    'Email',
    'Applicant',
  ),
  fc.constantFrom(
    'crud',
    'What is CRUD?',
    'TCP vs UDP',
    'Reference',
    'Model answer',
    'key_points',
    'human_score',
    'note',
  ),
);
const headings = fc.uniqueArray(heading, { minLength: 1, maxLength: 8 });

// Order: what a heading means does not hang on where it stands.
property.prop([headings, fc.infiniteStream(fc.nat())], { seed, numRuns: 300 })(
  'understands headings in any order alike',
  (given, keys) => {
    const shuffled = given.map((name) => ({ name, key: keys.next().value })).sort((a, b) => a.key - b.key);
    const [one, other] = [given, shuffled.map(({ name }) => name)].map((names) => map(names));
    const plain = (mapped: ReturnType<typeof map> | undefined): unknown =>
      mapped === undefined || 'problem' in mapped
        ? { meaning: mapped?.meaning }
        : { headings: new Map(mapped.headings), questions: new Set(mapped.questions.map(({ heading: name }) => name)) };
    expect(plain(one)).toEqual(plain(other));
  },
);

// Each heading has one meaning at most, and what is told is obeyed.
property.prop([headings, fc.constantFrom(...columnMeanings), fc.nat()], { seed, numRuns: 300 })(
  'gives no heading two meanings, and obeys what it is told',
  (given, meaning, at) => {
    const wanted = given[at % given.length] ?? '';
    const mapped = map(given, { columns: { [meaning]: wanted }, layout: 'long' });
    if ('problem' in mapped) return;
    const used = [...mapped.headings.values()].flat();
    expect(new Set(used).size).toBe(used.length);
    expect(mapped.headings.get(meaning)).toEqual([wanted]);
    expect([...used, ...mapped.carried].sort()).toEqual([...given].sort());
  },
);

// Unpivoting loses and adds no answer: lines times questions, less what was to be skipped.
property.prop(
  [fc.array(fc.tuple(fc.constantFrom('', 'a'), fc.constantFrom('', ' ', 'b')), { maxLength: 8 }), fc.boolean()],
  { seed, numRuns: 100 },
)('counts a wide sheet by its cells', async (cells, isSkipping) => {
  const rows = cells.map(([crud, tcp], index) => ({ line: index + 2, fields: { Name: 'x', crud, 'tcp-vs-udp': tcp } }));
  const all = await records(['Name', 'crud', 'tcp-vs-udp'], rows, { blanks: isSkipping ? 'skip' : 'grade' });
  const filled = cells.flat().filter((cell) => cell.trim() !== '').length;
  expect(all).toHaveLength(isSkipping ? filled : cells.length * 2);
});
