import { wireTools } from '../../functions/wire.ts';
import type { Judgement } from '../../shared/domain/evaluation.ts';
import { type ModelReply, type ModelRequest, noTokens } from '../../shared/domain/model-call.ts';
import type { GradableQuestion } from '../../shared/domain/question.ts';
import { reasksMax } from '../../shared/evaluation/llm/reask.ts';
import { judgeAnswer } from '../../shared/usecases/judge-answer.ts';
import { workOf } from '../../shared/usecases/work.ts';
import { newTenant } from './table.ts';

/**
 * What comes of a model's report on an answer, of the one that repairs it, and of one that is given to every question about
 * a point alone (the last of them unless it is given), and what the model was asked. More is never asked for. A reply may be
 * made from the request; what is no text is sent as JSON.
 */
export async function judgedBy(
  question: GradableQuestion,
  answer: string,
  report: unknown,
  repair: unknown = report,
  aboutOne: unknown = repair,
): Promise<{ readonly judgement: Judgement; readonly requests: readonly ModelRequest[] }> {
  const coming = [report, repair];
  const requests: ModelRequest[] = [];
  let aloneLeft = reasksMax;
  const model = {
    name: 'hostile',
    ask: (request: ModelRequest): Promise<ModelReply> => {
      requests.push(request);
      if (request.purpose === 're-ask') aloneLeft -= 1;
      const reply = request.purpose === 're-ask' ? aboutOne : coming.shift();
      if (reply === undefined || aloneLeft < 0) throw new Error('The model was asked too often');
      const said: unknown = typeof reply === 'function' ? reply(request) : reply;
      const text = typeof said === 'string' ? said : JSON.stringify(said);
      const call = { purpose: 'judge', outcome: 'answered', model: 'hostile', finishReason: 'stop' } as const;
      return Promise.resolve({ text, call: { ...call, detail: null, attempts: 1, latencyMs: 0, usage: noTokens } });
    },
  };
  const tools = { ...wireTools({ model: null }), model, judgements: null };
  const work = workOf(tools, question, answer, 'llm');
  return { judgement: (await judgeAnswer(tools, newTenant(), question, answer, work)).judgement, requests };
}
