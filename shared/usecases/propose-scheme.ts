import type { JudgeKind } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { MarkScheme } from '../domain/mark-scheme.ts';
import type { GradableQuestion } from '../domain/question.ts';
import type { SchemeProposal } from '../domain/scheme-proposal.ts';
import type { SchemeWarning } from '../domain/scheme-warning.ts';
import { extractionPromptVersion } from '../evaluation/llm/extraction-plan.ts';
import { prepareScheme } from '../evaluation/prepared-scheme.ts';
import { schemeWarnings, strayWarnings } from '../evaluation/scheme-warnings.ts';
import { type AskedScheme, askForScheme } from './ask-for-scheme.ts';
import { usageOf } from './assemble-evaluation.ts';
import type { JudgingTools } from './context.ts';
import { pointsOrRefusal } from './inline-question.ts';

/** What a mark scheme is proposed from. */
export interface ProposalInput {
  readonly prompt: string;
  readonly reference: string;
  /** Null: the model where there is one. */
  readonly method: JudgeKind | null;
}

/**
 * Proposes key points, and with a model misconceptions, from a reference answer, with warnings about both. A proposal is
 * no grade: where the model fails, it is made offline, and says so.
 *
 * @throws Fault `invalid-request` when a model is asked for and there is none, or when the reference gives no key point or,
 * offline, more than a mark scheme may have
 */
export async function proposeScheme(
  tools: Pick<JudgingTools, 'model' | 'priceOf'>,
  { prompt, reference, method }: ProposalInput,
): Promise<SchemeProposal> {
  const { model } = tools;
  if (method === 'llm' && model === null) {
    const detail = 'No model is configured (OPENAI_API_KEY is not set where this runs); ask for the offline method.';
    throw new Fault('invalid-request', detail, { issues: [{ pointer: '/method', detail: 'no model is configured' }] });
  }
  const asked = method === 'offline' || model === null ? null : await askForScheme(model, prompt, reference);
  const read = asked === null || asked.failure !== null ? null : asked.reading;
  const points = read?.points ?? pointsOrRefusal(reference, prompt);
  const keyPoints = points.map(({ keyPoint }) => keyPoint);
  const misconceptions = [...(read?.misconceptions ?? [])];
  const question: GradableQuestion = {
    kind: 'knowledge',
    prompt,
    reference,
    referenceAlternatives: [],
    markScheme: MarkScheme.parse({ keyPoints, misconceptions }),
  };
  const scheme = prepareScheme(question);
  const { warnings, unusedSentences } = schemeWarnings(scheme);
  const isByModel = read !== null;
  return {
    method: isByModel ? 'llm' : 'offline',
    model: isByModel ? (model?.name ?? null) : null,
    promptVersion: isByModel ? extractionPromptVersion() : null,
    keyPoints,
    misconceptions,
    sources: points.map(({ keyPoint, source }) => ({ keyPointId: keyPoint.id, ...source })),
    warnings: [...askingWarnings(asked), ...(isByModel ? strayWarnings(scheme, points) : []), ...warnings],
    unusedSentences: [...unusedSentences],
    usage: usageOf(asked?.calls ?? [], model?.name ?? null, tools.priceOf),
  };
}

function askingWarnings(asked: AskedScheme | null): readonly SchemeWarning[] {
  if (asked === null) return [];
  if (asked.failure === null) return asked.reading.warnings;
  const detail = `The model could not be used: ${asked.failure} The key points were taken from the sentences of the reference instead.`;
  return [{ code: 'model-failed', keyPointId: null, detail }, ...asked.reading.warnings];
}
