import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { bankFolder } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import { judgeOffline } from '../../shared/evaluation/offline/offline-judge.ts';
import { type PreparedScheme, prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';

const questionsMax = 10;
const patterns = 64;

/**
 * Writes a file of answers to questions of the bank, no two of them alike, sorted by question. Each states some of the
 * key points in the question's own words, so that model and words agree on them and no point is asked about twice.
 */
export async function writeAnswers(file: string, rows: number): Promise<void> {
  const questions = (await readQuestionBank(bankFolder))
    .filter(({ kind }) => kind === 'knowledge')
    .slice(0, questionsMax);
  const schemes = questions.map((question) => ({
    id: question.id,
    scheme: prepareScheme(question),
    texts: new Map<number, readonly string[]>(),
  }));
  const stream = createWriteStream(file);
  for (let row = 0; row < rows; row += 1) {
    const question = schemes[Math.floor((row * schemes.length) / rows)];
    if (question === undefined) throw new Error('The bank is empty.');
    const { id, scheme, texts } = question;
    const pattern = row % patterns;
    const stated = texts.get(pattern) ?? statedTexts(scheme, pattern);
    texts.set(pattern, stated);
    const answer = [...stated, `Ticket ${row} is where our team met this last.`].join(' ');
    const line = { question_id: id, candidate: `candidate ${row}`, answer };
    if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, 'drain');
  }
  await finished(stream.end());
}

// A point that the others' words make up by chance is stated too.
function statedTexts(scheme: PreparedScheme, pattern: number): readonly string[] {
  const { keyPoints } = scheme.question.markScheme;
  const isStated = (index: number): boolean => ((pattern >> index) & 1) === 0;
  const stated = keyPoints.filter((_, index) => isStated(index)).map(({ text }) => text);
  const { points } = judgeOffline(scheme, stated.join(' '));
  const isInDoubt = points.some(({ coverage }, index) => !isStated(index) && coverage !== null && coverage > 0.5);
  return isInDoubt ? keyPoints.map(({ text }) => text) : stated;
}
