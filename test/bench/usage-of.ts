import type { Usage } from '../../shared/domain/evaluation.ts';
import { addTokens, costUsdMicros, noTokens } from '../../shared/domain/model-call.ts';
import type { Bench, JudgedAnswer } from './judged-set.ts';

/** What judging took: calls of a model, tokens, and their cost by the list price, null where none is known. */
export function usageOf({ tools }: Pick<Bench, 'tools'>, judged: readonly JudgedAnswer[]): Usage {
  const calls = judged.flatMap(({ judgement }) => judgement?.calls ?? []);
  const tokens = calls.reduce((sum, { usage }) => addTokens(sum, usage), noTokens);
  const price = tools.priceOf(tools.model?.name ?? '');
  const cost = price === null ? null : costUsdMicros(tokens, price);
  return { calls: calls.length, ...tokens, costUsdMicros: calls.length === 0 ? 0 : cost };
}
