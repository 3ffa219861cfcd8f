import { wireTools } from '../../functions/wire.ts';
import { readConfig } from '../../shared/adapters/config.ts';
import type { JudgeKind, Judgement } from '../../shared/domain/evaluation.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import { coverageShare } from '../../shared/evaluation/scoring.ts';
import { judgeAnswer } from '../../shared/usecases/judge-answer.ts';
import { workOf } from '../../shared/usecases/work.ts';
import { type GradedAnswer, questionOf } from './graded-answers.ts';

/** A graded answer as our judge sees it: its judgement, and the share of the key points found, null where unjudged. */
export interface JudgedAnswer {
  readonly answer: GradedAnswer;
  readonly judgement: Judgement;
  readonly coverage: number | null;
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
    const isJudged = judgement.points.every(({ coverage }) => coverage !== null);
    judged.push({ answer, judgement, coverage: isJudged ? coverageShare(judgement.points) : null });
  }
  return judged;
}
