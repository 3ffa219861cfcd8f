import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { archiveQuestion } from '../../../shared/usecases/archive-question.ts';
import type { Context } from '../../../shared/usecases/context.ts';
import { createQuestion } from '../../../shared/usecases/create-question.ts';
import { evaluateAnswer } from '../../../shared/usecases/evaluate-answer.ts';
import { aReport, goodAnswer, indexQuestion, useLlmGrader } from '../../support/llm-grader.ts';
import { completion } from '../../support/scripted-model.ts';
import { newTenant } from '../../support/table.ts';

const grader = useLlmGrader();
const id = QuestionId.parse('index');
const inline = { source: 'inline', content: indexQuestion } as const;
const kept = { source: 'kept', id, version: null } as const;
const input = { question: kept, answer: goodAnswer, candidate: null, judge: null } as const;

async function aTenantWithTheQuestion(): Promise<Context> {
  const context = grader.contextOf(newTenant(), null);
  await createQuestion(context, { id, ...indexQuestion });
  return context;
}

describe('an evaluation', () => {
  it('says which version of which question it is of, and keeps the answer', async () => {
    const { evaluation, isNew } = await evaluateAnswer(await aTenantWithTheQuestion(), { ...input, candidate: 'Ada' });
    expect(isNew).toBe(true);
    expect(evaluation).toMatchObject({
      question: { id, version: 1 },
      inlineQuestion: null,
      candidate: 'Ada',
      answer: goodAnswer,
      judge: 'offline',
      provenance: { judge: 'offline', model: null, promptFingerprint: null, calls: [] },
    });
  });

  it('is found again by the same candidate and answer, and made anew for another', async () => {
    const context = await aTenantWithTheQuestion();
    const first = await evaluateAnswer(context, { ...input, candidate: 'Ada' });
    const again = await evaluateAnswer(context, { ...input, candidate: 'Ada' });
    const other = await evaluateAnswer(context, { ...input, candidate: 'Grace' });
    expect(again).toEqual({ evaluation: first.evaluation, isNew: false });
    expect(other.isNew).toBe(true);
    expect(other.evaluation.id).not.toBe(first.evaluation.id);
  });

  it('of the same work asked for twice at once is made once', async () => {
    const context = await aTenantWithTheQuestion();
    const [one, other] = await Promise.all([evaluateAnswer(context, input), evaluateAnswer(context, input)]);
    expect([one.isNew, other.isNew].toSorted()).toEqual([false, true]);
    expect(other.evaluation).toEqual(one.evaluation);
  });

  it('of a question given whole keeps the question', async () => {
    const { evaluation } = await evaluateAnswer(grader.contextOf(newTenant(), null), { ...input, question: inline });
    expect(evaluation).toMatchObject({ question: { id: null, version: null }, inlineQuestion: indexQuestion });
  });
});

describe('the judge', () => {
  it('is the model where there is one and none is asked for', async () => {
    grader.server.script(completion(aReport()));
    const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings()));
    const { evaluation } = await evaluateAnswer(context, { ...input, question: inline });
    expect(evaluation).toMatchObject({ judge: 'llm', band: 'excellent' });
  });

  it('is the offline one where it is asked for, and then no model is', async () => {
    const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings()));
    const { evaluation } = await evaluateAnswer(context, { ...input, question: inline, judge: 'offline' });
    expect(evaluation).toMatchObject({ judge: 'offline', band: null, provenance: { model: null } });
  });

  it('of another kind gives an evaluation of its own', async () => {
    grader.server.script(completion(aReport()));
    const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings()));
    const offline = await evaluateAnswer(context, { ...input, question: inline, judge: 'offline' });
    const llm = await evaluateAnswer(context, { ...input, question: inline, judge: 'llm' });
    expect(llm.isNew).toBe(true);
    expect(llm.evaluation.id).not.toBe(offline.evaluation.id);
  });

  it('is refused, not replaced, where a model is asked for and there is none', async () => {
    const asked = evaluateAnswer(await aTenantWithTheQuestion(), { ...input, judge: 'llm' });
    await expect(asked).rejects.toMatchObject({
      name: 'Fault',
      kind: 'invalid-request',
      issues: [{ pointer: '/judge' }],
    });
  });
});

describe('an answer is refused', () => {
  it('without the scope to have answers graded', async () => {
    const context = await aTenantWithTheQuestion();
    const reader: Context = { ...context, principal: { ...context.principal, scopes: ['evaluations:read'] } };
    await expect(evaluateAnswer(reader, input)).rejects.toMatchObject({ name: 'Fault', kind: 'forbidden' });
  });

  it('to a question that is unknown, of another tenant, or of an unknown version, alike', async () => {
    const context = await aTenantWithTheQuestion();
    const stranger = grader.contextOf(newTenant(), null);
    for (const asked of [
      evaluateAnswer(context, { ...input, question: { ...kept, id: QuestionId.parse('other') } }),
      evaluateAnswer(stranger, input),
      evaluateAnswer(context, { ...input, question: { ...kept, version: 2 } }),
    ]) {
      await expect(asked).rejects.toMatchObject({ name: 'Fault', kind: 'not-found' });
    }
  });

  it('to a question that is archived', async () => {
    const context = await aTenantWithTheQuestion();
    await archiveQuestion(context, id);
    await expect(evaluateAnswer(context, input)).rejects.toMatchObject({ name: 'Fault', kind: 'conflict' });
  });
});
