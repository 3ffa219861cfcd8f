import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { bankFolder } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';

const questionsMax = 10;

/**
 * Writes a file of answers to questions of the bank, no two of them alike, sorted by question. Each states some of the
 * key points in the question's own words, so that model and words agree on them and no point is asked about twice.
 */
export async function writeAnswers(file: string, rows: number): Promise<void> {
  const questions = (await readQuestionBank(bankFolder))
    .filter(({ kind }) => kind === 'knowledge')
    .slice(0, questionsMax);
  const stream = createWriteStream(file);
  for (let row = 0; row < rows; row += 1) {
    const question = questions[Math.floor((row * questions.length) / rows)];
    if (question === undefined) throw new Error('The bank is empty.');
    const line = { question_id: question.id, candidate: `candidate ${row}`, answer: answerTo(question, row) };
    if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, 'drain');
  }
  await finished(stream.end());
}

function answerTo({ markScheme }: AuthoredQuestion, row: number): string {
  const texts = markScheme.keyPoints.map(({ text }) => text);
  const stated = texts.filter((_, index) => ((row >> index) & 1) === 0);
  return [...stated, `Ticket ${row} is where our team met this last.`].join(' ');
}
