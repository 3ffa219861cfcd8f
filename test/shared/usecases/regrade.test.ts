import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { AuthoredQuestion } from '../../../shared/domain/question.ts';
import { applyRegrade } from '../../../shared/usecases/apply-regrade.ts';
import type { Context } from '../../../shared/usecases/context.ts';
import { createQuestion } from '../../../shared/usecases/create-question.ts';
import { evaluateAnswer } from '../../../shared/usecases/evaluate-answer.ts';
import { previewRegrade } from '../../../shared/usecases/preview-regrade.ts';
import { reviseQuestion } from '../../../shared/usecases/revise-question.ts';
import { anAuthoredQuestion } from '../../support/fixtures.ts';
import { aPoint, aReport, goodAnswer, indexQuestion, useLlmGrader } from '../../support/llm-grader.ts';
import { type Act, completion, failure, usageOfOneCall } from '../../support/scripted-model.ts';
import { newTenant } from '../../support/table.ts';

const grader = useLlmGrader();
const id = 'indexes';
const question = anAuthoredQuestion(id, indexQuestion);
const { markScheme } = indexQuestion;

function edited(change: (scheme: typeof markScheme) => Partial<typeof markScheme>): AuthoredQuestion {
  return { ...question, markScheme: { ...markScheme, ...change(markScheme) } };
}

const withSpace = (changes: Partial<(typeof markScheme.keyPoints)[number]>) =>
  edited(({ keyPoints }) => ({
    keyPoints: keyPoints.map((point) => (point.id === 'space' ? { ...point, ...changes } : point)),
  }));
const rewordedSpace = withSpace({ text: 'An index has to be kept up with every insert.' });
const reweighted = edited(({ keyPoints }) => ({
  keyPoints: keyPoints.map((point) => (point.id === 'reads' ? { ...point, weight: 9 } : point)),
}));

/** A report on `space` alone. */
const onSpace = (evidence: string): Act =>
  completion(aReport({ points: [aPoint('space', evidence)], misconceptions: [] }));

/** Answers of these candidates, graded by version 1, and the question edited since. */
async function graded(after: AuthoredQuestion, candidates: readonly string[], answers: readonly string[] = []) {
  const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings({ retries: 0 })));
  await createQuestion(context, question);
  const evaluations: Evaluation[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const answer = answers[index] ?? `${goodAnswer} So says ${candidate}.`;
    const asked = { source: 'kept' as const, id: question.id, version: 1 };
    evaluations.push((await evaluateAnswer(context, { question: asked, answer, candidate, judge: 'llm' })).evaluation);
  }
  const { id: _, ...content } = after;
  await reviseQuestion(context, question.id, content);
  return { context, evaluations };
}

const preview = (context: Context) =>
  previewRegrade(context, {
    questionId: question.id,
    fromVersion: 1,
    batchId: null,
    toVersion: null,
    evaluationIds: null,
    newest: 100,
  });

const kept = async (context: Context) => {
  const filter = { questionId: question.id, status: null };
  return (await context.evaluations.list(context.principal.tenantId, filter, { limit: 100, cursor: null })).items;
};

describe('a regrade after one key point was reworded', () => {
  it('asks a model once an answer, about that point alone', async () => {
    grader.server.script(completion(aReport()), completion(aReport()), onSpace('every insert'), onSpace(''));
    const { context } = await graded(rewordedSpace, ['ada', 'ben']);
    const { regrade, entries } = await preview(context);
    expect(grader.server.requests).toHaveLength(4);
    for (const { messages } of grader.server.requests.slice(2)) {
      const asked = messages.at(-1)?.content ?? '';
      expect(asked).toMatch(
        /KEY POINTS\nspace \[bonus\] An index has to be kept up with every insert\.\n\nMISCONCEPTIONS\nnone/,
      );
      expect(asked).toMatch(/Key points in order: space\.$/);
    }
    expect(regrade.changes.parts).toEqual([{ kind: 'key-point', id: 'space', change: 'reworded' }]);
    expect(regrade.summary).toMatchObject({
      answers: 2,
      usage: { calls: 2, inputTokens: 2 * usageOfOneCall.inputTokens },
    });
    const moves = entries.map(({ points, movedBy }) => [points.map(({ keyPointId }) => keyPointId), movedBy]);
    expect(moves).toContainEqual([['space'], 0]);
    expect(moves).toContainEqual([[], 0]);
  });

  it('pays for identical answers once, and for a second preview nothing', async () => {
    grader.server.script(completion(aReport()), onSpace('every insert'));
    const { context } = await graded(rewordedSpace, ['ada', 'ben'], [goodAnswer, goodAnswer]);
    expect((await preview(context)).regrade.summary.usage.calls).toBe(1);
    expect((await preview(context)).regrade.summary.usage.calls).toBe(0);
    expect(grader.server.requests).toHaveLength(2);
  });

  it('changes nothing before it is applied, and every answer once when it is', async () => {
    grader.server.script(
      completion(aReport()),
      completion(aReport()),
      onSpace('every insert'),
      onSpace('every insert'),
    );
    const { context, evaluations } = await graded(rewordedSpace, ['ada', 'ben']);
    const before = await kept(context);
    const { regrade } = await preview(context);
    expect(await kept(context)).toEqual(before);
    expect(await applyRegrade(context, regrade.id)).toMatchObject({ state: 'applied', applied: 2, skipped: [] });
    const after = await kept(context);
    expect(after.map(({ id: one, createdAt, candidate }) => [one, createdAt, candidate])).toEqual(
      before.map(({ id: one, createdAt, candidate }) => [one, createdAt, candidate]),
    );
    for (const evaluation of after) {
      const earlier = evaluations.find(({ id: one }) => one === evaluation.id);
      expect(evaluation).toMatchObject({ question: { id, version: 2 }, status: 'graded', score: 100 });
      expect(evaluation.verdicts.map(({ keyPointId, verdict }) => [keyPointId, verdict])).toEqual([
        ['reads', 'covered'],
        ['writes', 'covered'],
        ['space', 'covered'],
      ]);
      expect(evaluation.verdicts.slice(0, 2)).toEqual(earlier?.verdicts.slice(0, 2));
      expect(evaluation.usage.calls).toBe(2);
    }
    expect(await applyRegrade(context, regrade.id)).toMatchObject({ state: 'applied', applied: 2, skipped: [] });
    expect(await kept(context)).toEqual(after);
    expect(grader.server.requests).toHaveLength(4);
  });

  it('leaves behind which verdicts come from where, who did it, and the marks as they were', async () => {
    grader.server.script(completion(aReport()), onSpace('every insert'));
    const { context, evaluations } = await graded(rewordedSpace, ['ada']);
    const { regrade } = await preview(context);
    await applyRegrade(context, regrade.id);
    const [evaluation] = await kept(context);
    const [earlier] = evaluations;
    if (evaluation === undefined || earlier === undefined) throw new Error('nothing was graded');
    expect(evaluation.provenance).toMatchObject({
      workFingerprint: earlier.provenance.workFingerprint,
      regrades: [
        {
          regradeId: regrade.id,
          by: context.principal.keyId,
          from: { version: 1, fingerprint: earlier.question.fingerprint },
          to: { version: 2, fingerprint: evaluation.question.fingerprint },
          points: ['space'],
          misconceptions: [],
          dimensions: [],
        },
      ],
    });
    expect(evaluation.provenance.calls).toHaveLength(2);
    const history = await context.regrades.history(context.principal.tenantId, evaluation.id);
    const { answer, tenantId, inlineQuestion, ...marks } = earlier;
    expect(history).toEqual([
      { tenantId, evaluationId: earlier.id, mark: evaluation.provenance.regrades[0], earlier: marks },
    ]);
  });

  it('keeps the marks of an answer that the model does not judge, and says so', async () => {
    grader.server.script(completion(aReport()), completion(aReport()), onSpace('every insert'), failure(500));
    const { context } = await graded(rewordedSpace, ['ada', 'ben']);
    const before = await kept(context);
    const { regrade, entries } = await preview(context);
    expect(regrade.summary).toMatchObject({ notJudged: 1, unmoved: 2 });
    const left = entries.find(({ notes }) => notes.includes('not-judged'));
    const { skipped, applied } = await applyRegrade(context, regrade.id);
    expect({ skipped, applied }).toEqual({
      skipped: [{ evaluationId: left?.evaluationId, reason: 'not-judged' }],
      applied: 1,
    });
    const after = await kept(context);
    expect(after.find(({ id: one }) => one === left?.evaluationId)).toEqual(
      before.find(({ id: one }) => one === left?.evaluationId),
    );
  });

  it('stops asking a provider that refuses, and lets every answer keep its marks', async () => {
    grader.server.script(...Array.from({ length: 20 }, () => completion(aReport())));
    const people = Array.from({ length: 20 }, (_, index) => `person ${index}`);
    const { context } = await graded(rewordedSpace, people);
    grader.server.always(failure(401));
    expect((await preview(context)).regrade.summary).toMatchObject({ notJudged: 20, unmoved: 20 });
    // Those that had begun before the first refusal came in.
    expect(grader.server.requests.length - 20).toBeLessThanOrEqual(8);
  });

  it('repairs a defective reply with one more call', async () => {
    const broken = completion(aReport({ points: [], misconceptions: [] }));
    grader.server.script(completion(aReport()), broken, onSpace('every insert'));
    const { context } = await graded(rewordedSpace, ['ada']);
    const { entries, regrade } = await preview(context);
    expect(entries[0]?.points.map(({ after }) => after?.verdict)).toEqual(['covered']);
    expect(regrade.summary.usage.calls).toBe(2);
  });
});

describe('a regrade after another edit', () => {
  it('asks nobody where only a weight changed, and needs no model for it', async () => {
    const half = completion(
      aReport({ points: [aPoint('reads', 'makes reads faster'), aPoint('writes', ''), aPoint('space', '')] }),
    );
    const other = 'An index makes reads faster, and that is all that I can say about it today.';
    grader.server.script(half);
    const { context } = await graded(reweighted, ['ada'], [other]);
    const { regrade, entries } = await preview({ ...context, model: null });
    expect(regrade.summary).toMatchObject({ movedUp: 1, meanShift: 40, usage: { calls: 0, costUsdMicros: 0 } });
    expect(entries).toMatchObject([{ before: { score: 50 }, after: { score: 90 }, movedBy: 40, points: [] }]);
    await applyRegrade(context, regrade.id);
    expect(await kept(context)).toMatchObject([{ score: 90, verdicts: [{ weight: 9, verdict: 'covered' }, {}, {}] }]);
  });

  it('asks nobody where a point goes, and asks once for all that is new', async () => {
    const gone = edited(({ keyPoints }) => ({ keyPoints: keyPoints.filter((point) => point.id !== 'space') }));
    grader.server.script(completion(aReport()));
    const first = await graded(gone, ['ada']);
    expect((await preview(first.context)).entries).toMatchObject([{ points: [{ keyPointId: 'space', after: null }] }]);

    const [reads] = markScheme.keyPoints;
    if (reads === undefined) throw new Error('no point');
    const more = edited(({ keyPoints, misconceptions }) => ({
      keyPoints: [...keyPoints, { ...reads, id: 'engine', text: 'The engine avoids scans.' }],
      misconceptions: [...misconceptions, { id: 'always', claim: 'Always index.', correction: 'No.', contradicts: [] }],
    }));
    const both = aReport({
      points: [aPoint('engine', 'the engine avoids full table scans')],
      misconceptions: [{ id: 'always', asserted: false, evidence: '' }],
    });
    grader.server.script(completion(aReport()), completion(both));
    const second = await graded(more, ['ada']);
    const { entries, regrade } = await preview(second.context);
    expect(regrade.summary.usage.calls).toBe(1);
    expect(entries[0]?.points).toMatchObject([{ keyPointId: 'engine', before: null, after: { verdict: 'covered' } }]);
    expect(entries[0]?.misconceptions).toMatchObject([{ misconceptionId: 'always', after: { asserted: false } }]);
  });

  it('judges all of it again where the reference changed, in one call', async () => {
    grader.server.script(completion(aReport()), completion(aReport()));
    const { context } = await graded({ ...question, reference: 'An index speeds up reads and slows down writes.' }, [
      'ada',
    ]);
    const { regrade } = await preview(context);
    expect(regrade.changes.context).toEqual(['reference']);
    expect(regrade.summary.usage.calls).toBe(1);
    expect(grader.server.requests.at(-1)?.messages.at(-1)?.content).toContain(
      'Key points in order: reads, writes, space.',
    );
  });

  it('leaves what a gate settled settled, at no cost, unless the new words open the gate', async () => {
    const unrelated = 'Penguins huddle together on cold antarctic evenings, and seals watch them from floating ice.';
    const { context } = await graded(rewordedSpace, ['ada'], ['I do not know.']);
    expect((await preview(context)).entries).toMatchObject([{ movedBy: 0, notes: [] }]);
    const opening = withSpace({ text: 'Penguins huddle together.' });
    grader.server.script(
      completion(
        aReport({ points: [aPoint('reads', ''), aPoint('writes', ''), aPoint('space', 'Penguins huddle together')] }),
      ),
    );
    const opened = await graded(opening, ['ada'], [unrelated]);
    expect(opened.evaluations).toMatchObject([{ gate: 'off_topic' }]);
    const { entries } = await preview(opened.context);
    expect(entries).toMatchObject([{ notes: ['gate-opened'], after: { score: 10 } }]);
  });

  it('says that a score mixes two judges where another model judged what changed', async () => {
    grader.server.script(completion(aReport()), onSpace('every insert'));
    const { context } = await graded(rewordedSpace, ['ada']);
    const model = openAiModel(grader.server.settings({ model: 'another-model' }));
    expect((await preview({ ...context, model })).entries).toMatchObject([{ notes: ['other-judge'] }]);
  });
});

describe('applying a regrade', () => {
  it('skips an answer that another regrade changed meanwhile', async () => {
    grader.server.script(completion(aReport()), completion(aReport()));
    const { context, evaluations } = await graded(reweighted, ['ada', 'ben']);
    const [first] = evaluations;
    if (first === undefined) throw new Error('nothing was graded');
    const all = await preview(context);
    const one = await previewRegrade(context, {
      ...{ questionId: question.id, fromVersion: 1, toVersion: 2, newest: 1, batchId: null, evaluationIds: [first.id] },
    });
    await applyRegrade(context, one.regrade.id);
    const { applied, skipped } = await applyRegrade(context, all.regrade.id);
    expect({ applied, skipped }).toEqual({ applied: 1, skipped: [{ evaluationId: first.id, reason: 'changed' }] });
    const after = await kept(context);
    expect(after.map(({ provenance }) => provenance.regrades.length)).toEqual([1, 1]);
  });

  it('does what is left after it was cut off anywhere, and each answer once', async () => {
    grader.server.script(...Array.from({ length: 12 }, () => completion(aReport())));
    const people = Array.from({ length: 12 }, (_, index) => `person ${index}`);
    const { context } = await graded(reweighted, people);
    const { regrade } = await preview(context);
    // The storage gives up after so many writes, once behind an evaluation and once behind its audit entry.
    for (const writes of [3, 6]) {
      let left = writes;
      const spend = async <Result>(write: () => Promise<Result>): Promise<Result> => {
        left -= 1;
        if (left < 0) throw new Error('cut off');
        return write();
      };
      const failing: Context = {
        ...context,
        evaluations: {
          ...context.evaluations,
          replace: (previous, next) => spend(() => context.evaluations.replace(previous, next)),
        },
        regrades: { ...context.regrades, record: (entry) => spend(() => context.regrades.record(entry)) },
      };
      await expect(applyRegrade(failing, regrade.id)).rejects.toThrow('cut off');
    }
    expect(await applyRegrade(context, regrade.id)).toMatchObject({ applied: 12, skipped: [], state: 'applied' });
    for (const evaluation of await kept(context)) {
      expect(evaluation.provenance.regrades).toHaveLength(1);
      const history = await context.regrades.history(context.principal.tenantId, evaluation.id);
      expect(history.map(({ mark }) => mark)).toEqual(evaluation.provenance.regrades);
    }
  });

  it('is done once by two who do it at the same time', async () => {
    grader.server.script(...Array.from({ length: 5 }, () => completion(aReport())));
    const { context } = await graded(reweighted, ['a', 'b', 'c', 'd', 'e']);
    const { regrade } = await preview(context);
    const outcomes = await Promise.allSettled([applyRegrade(context, regrade.id), applyRegrade(context, regrade.id)]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await applyRegrade(context, regrade.id)).toMatchObject({ applied: 5, skipped: [] });
    expect((await kept(context)).map(({ provenance }) => provenance.regrades.length)).toEqual([1, 1, 1, 1, 1]);
  });
});
