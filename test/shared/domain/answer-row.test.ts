import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, missingColumn, parseAnswerRow, rowColumns } from '../../../shared/domain/answer-row.ts';
import { limits } from '../../../shared/domain/limits.ts';

const inline = { answer: 'Because.', question: 'Why is it so?', reference_answer: 'For a reason.' };
const answered = { answer: 'Because.', question: 'Why is it so?' };

describe('a column', () => {
  it.each([
    ['question_id', 'question_id'],
    ['Question ID', 'question_id'],
    ['questionId', 'question_id'],
    ['QUESTION-ID', 'question_id'],
    [' Answer ', 'answer'],
    ['referenceAnswer', 'reference_answer'],
    ['Key  Points', 'key_points'],
    ['Reference-Alternatives', 'reference_alternatives'],
  ])('is known by the heading %j', (heading, column) => {
    expect(columnOf(heading)).toBe(column);
  });

  it.each(['id', 'human_score', 'answers', 'answer text', '', 'questionid'])(
    'is none under the heading %j',
    (heading) => {
      expect(columnOf(heading)).toBeNull();
    },
  );

  it('is the same in snake, kebab, title and camel case', () => {
    for (const column of rowColumns) {
      const words = column.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
      const camel = words.join('').replace(/^./, (letter) => letter.toLowerCase());
      expect([words.join(' '), words.join('-'), words.join(''), camel].map(columnOf)).toEqual(Array(4).fill(column));
    }
  });
});

describe('the columns of a file', () => {
  it.each([
    [['Answer', 'Question ID'], null],
    [['answer', 'question', 'x'], null],
    [['id', 'text'], 'There is no column "answer". The columns are: id, text.'],
    [['answer', 'id'], 'There is neither a column "question_id" nor a column "question". The columns are: answer, id.'],
  ])('%j: what they lack is %j', (headings, missing) => {
    expect(missingColumn(headings)).toBe(missing);
  });
});

describe('a row', () => {
  it('names a question of the bank by its id in any case', () => {
    const row = { answer: 'Because.', question_id: 'CAP-Theorem' };
    expect(parseAnswerRow(row)).toMatchObject({ question: { source: 'bank', id: 'cap-theorem' } });
  });

  it.each(['reference_answer', 'key_points'])(
    'that brings a question and its %s means that one, whatever its id',
    (own) => {
      const row = { answer: 'Because.', questionId: '1.6', question: 'Why is it so?', [own]: 'For a reason.' };
      expect(parseAnswerRow(row)).toMatchObject({ question: { source: 'inline', prompt: 'Why is it so?' } });
    },
  );

  it('with an id, a question and only alternatives could mean either, and says so', () => {
    const row = { ...inline, reference_answer: '', question_id: 'crud', reference_alternatives: ['One way.'] };
    expect(parseAnswerRow(row)).toEqual({ problem: expect.stringContaining('reference_alternatives are both given') });
  });

  it('takes a reference that looks like an empty list for a reference', () => {
    const row = { ...inline, reference_answer: '[]', question_id: 'q7' };
    expect(parseAnswerRow(row)).toMatchObject({ question: { source: 'inline', reference: '[]' } });
  });

  it('ignores fields of a key point that mean nothing here and look like none that does', () => {
    const keyPoints = [{ id: 'P1', text: 'One.', met: true, votes: '3/3', points: 2, idx: 4, text_de: 'Eins.' }];
    expect(parseAnswerRow({ ...answered, key_points: keyPoints })).toMatchObject({
      question: { keyPoints: [{ id: 'P1', text: 'One.', weight: 1 }] },
    });
  });

  it.each(['["One.", "Two."', '[{"text": "One."},]', '{"text": "One."', '["One."] and "Two."', '{One.}', '[ "One.]'])(
    'does not take broken JSON %j for a text',
    (broken) => {
      expect(parseAnswerRow({ ...answered, key_points: broken })).toEqual({ problem: 'key_points is not valid JSON' });
      expect(parseAnswerRow({ ...inline, reference_alternatives: broken })).toEqual({
        problem: 'reference_alternatives is not valid JSON',
      });
    },
  );

  it('takes a single JSON object for a list of one key point', () => {
    expect(parseAnswerRow({ ...answered, key_points: ' {"id": "a", "text": "One.", "weight": 2} ' })).toMatchObject({
      question: { keyPoints: [{ id: 'a', text: 'One.', weight: 2 }] },
    });
  });

  it('names a question of the bank by its id, beside which the prompt alone may stand', () => {
    const blank = { reference_answer: ' ', reference_alternatives: '[]', key_points: [] };
    const row = { ...answered, ...blank, 'Question ID': ' cap-theorem ', candidate: 17 };
    expect(parseAnswerRow(row)).toEqual({
      answer: 'Because.',
      candidate: '17',
      question: { source: 'bank', id: 'cap-theorem' },
    });
  });

  it('brings its own question, and keeps the answer as it was written', () => {
    expect(parseAnswerRow({ ...inline, answer: '  a\r\nb ' })).toEqual({
      answer: '  a\r\nb ',
      candidate: null,
      question: {
        source: 'inline',
        prompt: 'Why is it so?',
        reference: 'For a reason.',
        alternatives: [],
        keyPoints: null,
      },
    });
  });

  it('may have an empty answer, which is graded and not refused', () => {
    expect(parseAnswerRow({ ...inline, answer: '' })).toMatchObject({ answer: '' });
    expect(parseAnswerRow({ ...inline, answer: null })).toMatchObject({ answer: '' });
  });

  it.each([
    ['an array', ['Reads get faster.', 'Writes get slower.']],
    ['JSON text', '["Reads get faster.", "Writes get slower."]'],
    ['lines', 'Reads get faster.\r\n\n  Writes get slower.  '],
    ['objects', [{ text: 'Reads get faster.' }, { id: null, text: 'Writes get slower.', weight: null, role: null }]],
  ])('takes key points as %s', (_, key_points) => {
    const points = ['Reads get faster.', 'Writes get slower.'].map((text, index) => ({
      id: `k${index + 1}`,
      text,
      role: 'essential',
      weight: 1,
      aliases: [],
      terms: [],
    }));
    expect(parseAnswerRow({ ...answered, key_points })).toMatchObject({ question: { keyPoints: points } });
  });

  it('takes ids that are numbers and weights that are text', () => {
    const key_points = JSON.stringify([{ id: 7, text: 'A point.', weight: '2.5', role: 'bonus', aliases: ['So.'] }]);
    expect(parseAnswerRow({ ...answered, key_points })).toMatchObject({
      question: { keyPoints: [{ id: '7', weight: 2.5, role: 'bonus', aliases: ['So.'] }] },
    });
  });

  it('takes every field that a key point of the bank has', () => {
    const point = { id: 'a', text: 'A point.', role: 'bonus', weight: 2, aliases: ['So.'], terms: ['point'] };
    const key_points = [{ ...point, hint: 'What is it about?' }];
    expect(parseAnswerRow({ ...answered, key_points })).toMatchObject({ question: { keyPoints: key_points } });
  });

  it('reads text that merely starts with a bracket as lines', () => {
    expect(parseAnswerRow({ ...inline, reference_alternatives: '[sic] One way\nAnother way' })).toMatchObject({
      question: { alternatives: ['[sic] One way', 'Another way'] },
    });
  });

  it.each([
    ['no answer column', { question: 'Why?' }, 'there is no answer column'],
    ['an answer that is a number', { ...inline, answer: 4 }, 'the answer is not text'],
    [
      'too long an answer',
      { ...inline, answer: 'x'.repeat(limits.answerCharsMax + 1) },
      'the answer has 20001 characters',
    ],
    ['NUL characters', { ...inline, answer: 'a\0b' }, 'NUL'],
    ['an id that is none', { answer: 'x', question_id: 'CAP Theorem' }, 'the question_id "CAP Theorem" is not an id'],
    ['no question', { answer: 'x', question: ' ' }, 'neither a question_id nor a question'],
    ['too short a question', { ...inline, question: 'So' }, 'shorter than 3'],
    ['too long a question', { ...inline, question: 'x'.repeat(limits.promptCharsMax + 1) }, 'the question is longer'],
    ['nothing to grade against', { ...answered, key_points: '', reference_answer: ' ' }, 'neither a reference_answer'],
    ['too long a reference', { ...inline, reference_answer: 'x'.repeat(20_001) }, 'the reference_answer is longer'],
    ['too long an alternative', { ...inline, reference_alternatives: ['x'.repeat(20_001)] }, 'alternatives is longer'],
    ['too many alternatives', { ...inline, reference_alternatives: Array(51).fill('One way.') }, 'more than 50'],
    ['alternatives that are no texts', { ...inline, reference_alternatives: [4] }, 'not a list of texts'],
    ['too many key points', { ...answered, key_points: Array(41).fill('A point.') }, 'more than 40 key_points'],
    ['a key point without a text', { ...answered, key_points: ['A point.', { id: 'x' }] }, 'key point 2 is neither'],
    ['a key point of no weight', { ...answered, key_points: [{ text: 'A point.', weight: 0 }] }, 'key point 1: weight'],
    ['a key point of odd id', { ...answered, key_points: [{ text: 'A point.', id: 'a b' }] }, 'key point 1: id'],
    [
      'a misspelt field of a key point',
      { ...answered, key_points: ['A point.', { text: 'B.', wieght: 3 }] },
      'key point 2 has an unknown field "wieght"; the known ones: id, text, role, weight, aliases, terms, hint',
    ],
    ['a field in the plural', { ...answered, key_points: [{ text: 'B.', weights: 3 }] }, 'an unknown field "weights"'],
    ['a misspelt text of a key point', { ...answered, key_points: [{ txet: 'B.' }] }, 'an unknown field "txet"'],
    ['an odd role', { ...answered, key_points: [{ text: 'A point.', role: 'vital' }] }, 'key point 1: role'],
    ['aliases that are no list', { ...answered, key_points: [{ text: 'A point.', aliases: 'x' }] }, 'point 1: aliases'],
    [
      'an id and a reference, but no question',
      { answer: 'x', question_id: 'crud', reference_answer: 'Because.' },
      'question_id and reference_answer are both given, and no question',
    ],
    ['an id and points', { answer: 'x', question_id: 'crud', key_points: 'A point.' }, 'question_id and key_points'],
    [
      'an id and alternatives',
      { answer: 'x', question_id: 'crud', reference_alternatives: ['One way.'] },
      'question_id and reference_alternatives are both given, and no question; give either',
    ],
    [
      'one id twice',
      { ...answered, key_points: ['A point.', { id: 'k1', text: 'B.' }] },
      'key point 2 repeats the id k1',
    ],
  ])('with %s is refused for that reason', (_, fields, reason) => {
    expect(parseAnswerRow(fields)).toEqual({ problem: expect.stringContaining(reason) });
  });

  it('of any shape is read or refused, and never throws', () => {
    const cell = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant(undefined));
    const row = fc.dictionary(fc.oneof(fc.constantFrom(...rowColumns), fc.string()), cell);
    fc.assert(
      fc.property(row, (fields) => {
        const read = parseAnswerRow({ answer: 'x', ...fields });
        expect('problem' in read ? read.problem.length : read.answer.length).toBeGreaterThanOrEqual(0);
        expect(parseAnswerRow({ answer: 'x', ...fields })).toEqual(read);
      }),
    );
  });
});
