import { expect, it } from 'vitest';
import { bankFolder } from '../../../../functions/wire.ts';
import { readQuestionBank } from '../../../../shared/adapters/files/question-bank-file.ts';
import { judgeOffline } from '../../../../shared/evaluation/offline/offline-judge.ts';
import { prepareScheme } from '../../../../shared/evaluation/prepared-scheme.ts';

it.each([40, 60, 72])(
  'gives an answer wrapped at %i columns the verdicts of the same answer on one line',
  async (width) => {
    const bank = await readQuestionBank(bankFolder);
    for (const question of bank.filter(({ kind }) => kind === 'knowledge')) {
      const scheme = prepareScheme(question);
      const answer = everySecondSentence(question.reference);
      const measured = (text: string) => judgeOffline(scheme, text).points.map(({ coverage }) => coverage);
      expect(measured(wrapped(answer, width)), question.id).toEqual(measured(answer));
    }
  },
);

function everySecondSentence(text: string): string {
  const sentences = text.replace(/\s+/g, ' ').split(/(?<=\.) /);
  return sentences.filter((_, index) => index % 2 === 0).join(' ');
}

function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join('\n');
}
