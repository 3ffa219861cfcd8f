import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import type { SelfTestReport } from '../../shared/domain/self-test.ts';
import { checkQuestions } from '../../shared/usecases/check-questions.ts';
import { answersNeeded, selfTest } from '../../shared/usecases/self-test.ts';
import { bankAt, type CommandLine, print } from './command-line.ts';
import { missingQuestion } from './questions.ts';
import { bankReport, selfTestText } from './self-test-text.ts';

export interface QuestionsCheckOptions {
  readonly file: string | undefined;
  readonly id: string | null;
  readonly judge: JudgeKind;
  readonly callsMax: number;
  readonly format: 'text' | 'json';
}

/**
 * Tries the mark schemes of a bank, or of one question of it, and prints what that showed.
 *
 * @returns 0 when nothing is to be mended, 2 when something is
 * @throws Fault when the bank can't be read, has no such question, or a model is asked for and can't be
 */
export async function questionsCheck(line: CommandLine, options: QuestionsCheckOptions): Promise<number> {
  const { id, file, judge, format } = options;
  const bank = await bankAt(line, file);
  if (id === null) {
    if (judge === 'llm') throw new Fault('invalid-request', 'A model tries one question at a time: name it with --id.');
    const found = checkQuestions(bank);
    print(line, format === 'json' ? JSON.stringify(found.reports, null, 2) : bankReport(found));
    return found.isSound ? 0 : 2;
  }
  const question = bank.find((candidate) => candidate.id === id);
  if (question === undefined) throw missingQuestion(id, file ?? null);
  const report = await reportOn(line, question, bank, options);
  print(line, format === 'json' ? JSON.stringify(report, null, 2) : selfTestText(report));
  return report.verdict === 'ready-to-publish' ? 0 : 2;
}

async function reportOn(
  { tools, terminal }: CommandLine,
  question: AuthoredQuestion,
  bank: readonly AuthoredQuestion[],
  { judge, callsMax }: QuestionsCheckOptions,
): Promise<SelfTestReport> {
  const others = bank.filter(({ kind, id }) => kind === 'knowledge' && id !== question.id);
  const input = { id: question.id, version: null, question, others, judge, callsMax };
  if (judge === 'offline') return selfTest({ ...tools.judging, judgements: null }, tools.tenantId, input);
  const { judgements, close } = await tools.openJudgements();
  try {
    const judging = { ...tools.judging, judgements };
    const needed = answersNeeded(judging, question, others);
    terminal.say(
      `markscheme: the model has ${needed} answers to judge, each a call or a few, at most ${callsMax} in all.`,
    );
    return await selfTest(judging, tools.tenantId, input);
  } finally {
    await close();
  }
}
