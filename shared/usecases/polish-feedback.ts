import type { Evaluation, Usage } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { addTokens, costUsdMicros, type ModelCall, type ModelPrice, type ModelReply } from '../domain/model-call.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { leakGuard } from '../evaluation/leak-guard.ts';
import { planPolish, polishedFeedback } from '../evaluation/llm/polish.ts';
import { polishSample } from '../evaluation/llm/polish-sample.ts';
import type { Model } from '../ports/models.ts';
import type { JudgingTools } from './context.ts';

const fenceLength = 12;

/**
 * Has a model word the feedback of an evaluation. It sees the feedback and nothing else; what it writes is used only
 * where it gives nothing away and adds nothing, otherwise the template stands. The call counts in the usage either way.
 * Feedback without notes is left as it is, and so is all of it when the model can't be asked.
 *
 * @throws Fault `invalid-request` when there is no model
 */
export async function polishFeedback(
  tools: Pick<JudgingTools, 'model' | 'sha256' | 'priceOf'>,
  evaluation: Evaluation,
  question: GradableQuestion,
): Promise<Evaluation> {
  const model = modelToPolishWith(tools);
  const { feedback, answer, provenance } = evaluation;
  if (feedback.points.length === 0) return evaluation;
  const fence = tools.sha256(`${provenance.workFingerprint}\npolish\n${answer}`).slice(0, fenceLength);
  const reply = await askKindly(model, planPolish(feedback, fence));
  if (reply === null) return evaluation;
  const { text, call } = reply;
  const guard = leakGuard(question, answer);
  const polished = text === null ? null : polishedFeedback(text, feedback, guard, tools.sha256(polishSample()));
  return {
    ...evaluation,
    feedback: polished ?? feedback,
    usage: withCall(evaluation.usage, call, tools.priceOf(model.name)),
    provenance: {
      ...provenance,
      latencyMs: provenance.latencyMs + call.latencyMs,
      calls: [...provenance.calls, call],
    },
  };
}

/** The model that words feedback. @throws Fault `invalid-request` when there is none */
export function modelToPolishWith({ model }: Pick<JudgingTools, 'model'>): Model {
  if (model !== null) return model;
  throw new Fault('invalid-request', 'No model is configured to word the feedback (OPENAI_API_KEY is not set).', {
    issues: [{ pointer: '/feedback', detail: 'no model is configured' }],
  });
}

// Grading is done by now: a provider that refuses must not take it away.
async function askKindly(model: Model, request: Parameters<Model['ask']>[0]): Promise<ModelReply | null> {
  try {
    return await model.ask(request);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

function withCall(usage: Usage, call: ModelCall, price: ModelPrice | null): Usage {
  const cost = price === null || usage.costUsdMicros === null ? null : costUsdMicros(call.usage, price);
  return {
    ...usage,
    calls: usage.calls + 1,
    ...addTokens(usage, call.usage),
    costUsdMicros: cost === null || usage.costUsdMicros === null ? null : usage.costUsdMicros + cost,
  };
}
