import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import type { JudgementStore } from '../../../shared/ports/evaluations.ts';
import type { Context } from '../../../shared/usecases/context.ts';
import { evaluateAnswer } from '../../../shared/usecases/evaluate-answer.ts';
import { judgeAnswer } from '../../../shared/usecases/judge-answer.ts';
import { workOf } from '../../../shared/usecases/work.ts';
import { aPoint, aReport, goodAnswer, indexQuestion, useLlmGrader } from '../../support/llm-grader.ts';
import { completion, failure } from '../../support/scripted-model.ts';
import { newTenant } from '../../support/table.ts';

const grader = useLlmGrader();
const report = completion(aReport());
const aContext = (changes: Partial<Context> = {}): Context => ({
  ...grader.contextOf(newTenant(), openAiModel(grader.server.settings())),
  ...changes,
});
const evaluate = (context: Context, candidate: string | null) => {
  const question = { source: 'inline', content: indexQuestion } as const;
  return evaluateAnswer(context, { question, answer: goodAnswer, candidate, judge: 'llm' });
};
const candidates = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan', 'Frances', 'Donald', 'Radia'];

describe('the same work at the same time in one process', () => {
  it('is paid for once: one request, one bill, the same verdicts for all', async () => {
    grader.server.script(report);
    const context = aContext();
    const made = await Promise.all(candidates.map((candidate) => evaluate(context, candidate)));
    const evaluations = made.map(({ evaluation }) => evaluation);
    expect(new Set(evaluations.map(({ id }) => id)).size).toBe(candidates.length);
    expect(evaluations.map(({ score }) => score)).toEqual(candidates.map(() => 100));
    expect(evaluations.reduce((sum, { usage }) => sum + usage.calls, 0)).toBe(1);
    expect(evaluations.filter(({ provenance }) => !provenance.reused)).toHaveLength(1);
  });

  it('is paid for once where nothing is remembered', async () => {
    grader.server.script(report);
    const context = aContext({ judgements: null });
    const made = await Promise.all([evaluate(context, 'Ada'), evaluate(context, 'Grace')]);
    expect(made.map(({ evaluation }) => evaluation.usage.calls).toSorted()).toEqual([0, 1]);
  });

  it('for the same candidate is one evaluation, asked for with one request', async () => {
    grader.server.script(report);
    const context = aContext();
    const [one, other] = await Promise.all([evaluate(context, 'Ada'), evaluate(context, 'Ada')]);
    expect(other.evaluation).toEqual(one.evaluation);
    expect([one.isNew, other.isNew].toSorted()).toEqual([false, true]);
  });

  it('for two tenants is paid for by each', async () => {
    grader.server.script(report, report);
    const one = aContext();
    const other = { ...one, principal: aContext().principal };
    const made = await Promise.all([evaluate(one, null), evaluate(other, null)]);
    expect(made.map(({ evaluation }) => evaluation.usage.calls)).toEqual([1, 1]);
  });

  it('fails once for all, and is tried again by whoever comes later', async () => {
    grader.server.script(failure(401), report);
    const context = aContext();
    const failed = await Promise.all([evaluate(context, 'Ada'), evaluate(context, 'Grace')]);
    expect(failed.map(({ evaluation }) => evaluation.score)).toEqual([null, null]);
    expect((await evaluate(context, 'Edsger')).evaluation).toMatchObject({ score: 100, usage: { calls: 1 } });
  });
});

describe('a memory of judgements that is out of reach', () => {
  const lost = () => Promise.reject(new Fault('unavailable', 'The table can not be reached.'));

  it.each<[string, Partial<JudgementStore>]>([
    ['found', { find: lost }],
    ['saved', { save: lost }],
  ])('costs no paid judgement when it can not be %s', async (_, broken) => {
    grader.server.script(report);
    const { judgements } = aContext();
    if (judgements === null) throw new Error('The product remembers judgements');
    const { evaluation } = await evaluate(aContext({ judgements: { ...judgements, ...broken } }), null);
    expect(evaluation).toMatchObject({ score: 100, status: 'graded', usage: { calls: 1 } });
  });

  it('does not hide a bug', async () => {
    grader.server.script(report);
    const save = () => Promise.reject(new RangeError('a bug'));
    const context = aContext({ judgements: { find: () => Promise.resolve(undefined), save } });
    await expect(evaluate(context, null)).rejects.toThrow(RangeError);
  });
});

describe('work that is not finished', () => {
  const points = [aPoint('reads', 'makes reads faster'), aPoint('writes', 'every insert'), aPoint('space', '')];
  const open = completion(aReport({ points, misconceptions: [] }));

  it('for an unjudged misconception has a range and no score, and is made anew when asked again', async () => {
    grader.server.script(open, open, report);
    const context = aContext();
    const { evaluation } = await evaluate(context, null);
    expect(evaluation).toMatchObject({ score: null, scoreRange: { min: 95, max: 100 }, status: 'needs-review' });
    expect(evaluation.reviewReasons).toContain('model-reply-invalid');
    const again = await evaluate(context, null);
    expect(again).toMatchObject({ isNew: true, evaluation: { id: evaluation.id, score: 100 } });
  });
});

it('work of the LLM judge without a model is a bug, never offline verdicts under its name', async () => {
  const context = aContext({ model: null });
  const work = workOf(aContext(), indexQuestion, goodAnswer, 'llm');
  const judged = judgeAnswer(context, context.principal.tenantId, indexQuestion, goodAnswer, work);
  await expect(judged).rejects.toThrow('There is no model');
});
