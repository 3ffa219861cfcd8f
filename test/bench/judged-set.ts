import { wireTools } from '../../functions/wire.ts';
import { readConfig } from '../../shared/adapters/config.ts';
import type { JudgeKind, Judgement, ReviewReason } from '../../shared/domain/evaluation.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import { marksFor } from '../../shared/evaluation/marks.ts';
import { judgeAnswer } from '../../shared/usecases/judge-answer.ts';
import { workOf } from '../../shared/usecases/work.ts';
import { type GradedAnswer, questionOf } from './graded-answers.ts';

/** A graded answer as our judge sees it: coverage is the share of the key points found, null where one is unjudged. */
export interface JudgedAnswer {
  readonly answer: GradedAnswer;
  readonly judgement: Judgement;
  readonly coverage: number | null;
  readonly reviewReasons: readonly ReviewReason[];
}

/** Judges answers as the product does, one after the other. @throws Error for the LLM judge without OPENAI_API_KEY */
export async function judgeAll(answers: readonly GradedAnswer[], judge: JudgeKind): Promise<JudgedAnswer[]> {
  const tools = { ...wireTools(readConfig()), judgements: null };
  if (judge === 'llm' && tools.model === null) throw new Error('The LLM judge needs OPENAI_API_KEY.');
  const judged: JudgedAnswer[] = [];
  for (const answer of answers) {
    const question = questionOf(answer);
    const work = workOf(tools, question, answer.answer, judge);
    const { judgement } = await judgeAnswer(tools, TenantId.parse('bench'), question, answer.answer, work);
    const { coverage, reviewReasons } = marksFor(question, judgement);
    judged.push({ answer, judgement, coverage, reviewReasons });
  }
  return judged;
}
