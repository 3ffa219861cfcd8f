import * as z from 'zod';
import { type CallOutcome, type ModelCall, type ModelReply, noTokens } from '../../domain/model-call.ts';
import { ModelFailure, notACompletion } from './failures.ts';

// What is read of a completion. Compatible servers leave much of the rest out, so it is not asked for.
const Completion = z.object({
  model: z.string().nullish(),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.int().min(0).catch(0),
      completion_tokens: z.int().min(0).catch(0),
      prompt_tokens_details: z
        .object({ cached_tokens: z.int().min(0).catch(0) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

/**
 * What a completion amounts to. Its tokens are recorded whatever it says: a refused or cut-off reply is paid for too.
 *
 * @throws ModelFailure when the body is no completion at all. What is no object (a proxy's page, nothing) may be asked for
 * again; an object of another shape may be a completion that was paid for, and is not.
 */
export function replyFrom(completion: unknown, purpose: ModelCall['purpose'], asked: string): ModelReply {
  const parsed = Completion.safeParse(completion);
  if (!parsed.success) {
    const isObject = typeof completion === 'object' && completion !== null;
    throw new ModelFailure('server-error', notACompletion, !isObject, null, parsed.error);
  }
  const { choices, usage, model } = parsed.data;
  const [choice] = choices;
  const finishReason = choice?.finish_reason ?? null;
  const content = choice?.message.content ?? '';
  const outcome = outcomeOf(finishReason, content, choice?.message.refusal ?? '');
  const inputTokens = usage?.prompt_tokens ?? 0;
  return {
    text: outcome === 'answered' ? content : null,
    call: {
      purpose,
      outcome,
      model: model ?? asked,
      finishReason,
      detail: null,
      attempts: 1,
      latencyMs: 0,
      usage: {
        ...noTokens,
        inputTokens,
        cachedInputTokens: Math.min(inputTokens, usage?.prompt_tokens_details?.cached_tokens ?? 0),
        outputTokens: usage?.completion_tokens ?? 0,
      },
    },
  };
}

function outcomeOf(finishReason: string | null, content: string, refusal: string): CallOutcome {
  if (refusal !== '') return 'refused';
  if (finishReason === 'content_filter') return 'filtered';
  if (finishReason === 'length') return 'cut-off';
  return content.trim() === '' ? 'empty-reply' : 'answered';
}
