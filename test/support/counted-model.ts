import type { ProgramTools } from '../../functions/cli/command-line.ts';
import { wireTools } from '../../functions/wire.ts';
import type { Judgement } from '../../shared/domain/evaluation.ts';
import type { CallOutcome, ModelReply, ModelRequest } from '../../shared/domain/model-call.ts';
import { aPoint, aReport } from './llm-grader.ts';

export interface CountedModel {
  /** The answers that were asked about, in order. */
  readonly asked: string[];
  readonly tools: Pick<ProgramTools, 'judging' | 'openJudgements'>;
}

/** One key point, and answers that make it. */
export const skyQuestion = {
  question: 'Why is the sky blue?',
  key_points: [{ id: 'a', text: 'Air scatters blue light.' }],
};

export function skyAnswer(number: number | string): string {
  return `Air number ${number} scatters blue light.`;
}

/**
 * A model that credits every answer, counts what it is asked, and is priced like gpt-5-mini: 1,000 tokens in and 500 out,
 * which is $0.00125 a call.
 *
 * @param outcomeOf what becomes of a call; answered unless told otherwise
 * @param name `unpriced` has no price
 */
export function countedModel(
  outcomeOf: (answer: string) => CallOutcome = () => 'answered',
  name = 'gpt-5-mini',
): CountedModel {
  const asked: string[] = [];
  const stored = new Map<string, Judgement>();
  const text = JSON.stringify(aReport({ points: [aPoint('a', 'scatters blue light')], misconceptions: [] }));
  const ask = async ({ messages }: ModelRequest): Promise<ModelReply> => {
    const answer = /Air number [^"]*/.exec(messages.map(({ content }) => content).join('\n'))?.[0] ?? '';
    asked.push(answer);
    await new Promise<void>((next) => setImmediate(next));
    const outcome = outcomeOf(answer);
    const isAnswered = outcome === 'answered';
    const call = { purpose: 'judge', outcome, model: name, finishReason: 'stop', detail: null, attempts: 1 } as const;
    const usage = { inputTokens: isAnswered ? 1_000 : 0, cachedInputTokens: 0, outputTokens: isAnswered ? 500 : 0 };
    return { text: isAnswered ? text : null, call: { ...call, latencyMs: 1, usage } };
  };
  const judgements = {
    find: async (_: string, work: string) => stored.get(work),
    save: async (_: string, work: string, judgement: Judgement) => void stored.set(work, judgement),
  };
  return {
    asked,
    tools: {
      judging: { ...wireTools({ model: null }), model: { name, ask } },
      openJudgements: async () => ({ judgements, close: async () => undefined }),
    },
  };
}
