import { wireServices } from '../../functions/wire.ts';
import { type OpenAiSettings, openAiModel } from '../../shared/adapters/openai/openai-model.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { KeyId, type TenantId } from '../../shared/domain/ids.ts';
import { scopes } from '../../shared/domain/principal.ts';
import { QuestionContent } from '../../shared/domain/question.ts';
import type { Model } from '../../shared/ports/models.ts';
import type { Context } from '../../shared/usecases/context.ts';
import { evaluateAnswer } from '../../shared/usecases/evaluate-answer.ts';
import { noBackground } from './background.ts';
import { keyId } from './fixtures.ts';
import { type ScriptedModel, useScriptedModel } from './scripted-model.ts';
import { newTenant, useTable } from './table.ts';

/** Two essential points, one bonus point, one misconception. */
export const indexQuestion = QuestionContent.parse({
  category: 'Databases',
  prompt: 'What does a database index do for queries, and what is its price?',
  reference: 'An index speeds up reads because it avoids full table scans. It slows down writes and takes disk space.',
  markScheme: {
    keyPoints: [
      { id: 'reads', text: 'An index makes reads faster by avoiding full table scans.' },
      { id: 'writes', text: 'Every insert, update and delete has to maintain the index, which slows writes.' },
      { id: 'space', text: 'An index takes disk space of its own.', role: 'bonus' },
    ],
    misconceptions: [{ id: 'free', claim: 'An index costs nothing.', correction: 'It costs writes and disk space.' }],
  },
});

export const goodAnswer =
  'An index makes reads faster because the engine avoids full table scans. But every insert has to maintain the index, so writes are slower.';

/** What a model says of one key point; credited where there is evidence. */
export function aPoint(id: string, evidence: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const verdict = evidence === '' ? 'missing' : 'covered';
  return { id, sentence: 0, evidence, reason: 'Because.', verdict, confidence: 95, ...changes };
}

/** A sound report on `goodAnswer`: both essential points covered, the bonus missing, no misconception. */
export function aReport(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    answer_kind: 'attempt',
    language: 'en',
    manipulation: { present: false, quote: '' },
    points: [
      aPoint('reads', 'makes reads faster because the engine avoids full table scans'),
      aPoint('writes', 'every insert has to maintain the index'),
      aPoint('space', ''),
    ],
    misconceptions: [{ id: 'free', asserted: false, evidence: '' }],
    dimensions: [],
    ...changes,
  };
}

export interface Grading {
  readonly answer?: string;
  readonly candidate?: string | null;
  readonly question?: QuestionContent;
  readonly tenantId?: TenantId;
  readonly settings?: Partial<OpenAiSettings>;
  /** To keep what a model has learnt of its server between gradings. */
  readonly model?: Model;
}

export interface LlmGrader {
  readonly server: ScriptedModel;
  contextOf(tenantId: TenantId, model: Model | null): Context;
  /** Grades an answer to an inline question with the LLM judge, for a tenant of its own unless told otherwise. */
  grade(grading?: Grading): Promise<Evaluation>;
}

/** The real use cases and the real adapter, on an embedded table and against a scripted server. */
export function useLlmGrader(): LlmGrader {
  const server = useScriptedModel();
  const table = useTable();
  const contextOf = (tenantId: TenantId, model: Model | null): Context => ({
    ...wireServices({ model: null }, table.client(), noBackground),
    model,
    principal: { tenantId, keyId: KeyId.parse(keyId(1)), scopes: [...scopes] },
  });
  return {
    server,
    contextOf,
    async grade({ answer = goodAnswer, candidate = null, question = indexQuestion, tenantId, settings, model } = {}) {
      const context = contextOf(tenantId ?? newTenant(), model ?? openAiModel(server.settings(settings)));
      const input = { question: { source: 'inline' as const, content: question }, answer, candidate };
      return (await evaluateAnswer(context, { ...input, judge: 'llm' })).evaluation;
    },
  };
}
