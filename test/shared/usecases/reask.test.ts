import { describe, expect, it } from 'vitest';
import { reasksMax } from '../../../shared/evaluation/llm/reask.ts';
import { aPoint, aReport, indexQuestion, useLlmGrader } from '../../support/llm-grader.ts';
import { type Act, completion, failure, usageOfOneCall } from '../../support/scripted-model.ts';
import { newTenant } from '../../support/table.ts';

const grader = useLlmGrader();
const readsSaid = 'An index makes reads faster by avoiding full table scans.';
const writesSaid = 'Every insert, update and delete has to maintain the index, which slows writes.';
const free = { misconceptions: [{ id: 'free', asserted: false, evidence: '' }] };

/** A report on all three points; the points that are not named are missing. */
const report = (...points: Record<string, unknown>[]): Act =>
  completion(
    aReport({ points: [...points, ...['reads', 'writes', 'space'].filter(lacks(points)).map(missing)], ...free }),
  );
const lacks = (points: readonly Record<string, unknown>[]) => (id: string) =>
  !points.some((point) => point['id'] === id);
const missing = (id: string): Record<string, unknown> => aPoint(id, '');
/** A report on one point alone. */
const alone = (point: Record<string, unknown>, changes: Record<string, unknown> = {}): Act =>
  completion(aReport({ points: [point], misconceptions: [], ...changes }));

const reads = aPoint('reads', 'An index makes reads faster');
const unfounded = aPoint('writes', 'avoiding full table scans');
const verdictsOf = (evaluation: Awaited<ReturnType<typeof grader.grade>>) =>
  evaluation.verdicts.map(
    ({ keyPointId, verdict, doubtful }) => `${keyPointId} ${verdict}${doubtful ? ' doubtful' : ''}`,
  );

describe('a point that a model credits although the answer has none of its words', () => {
  it('is asked about alone, and the second verdict is taken', async () => {
    grader.server.script(report(reads, unfounded), alone(missing('writes')));
    const evaluation = await grader.grade({ answer: readsSaid });
    expect(verdictsOf(evaluation)).toEqual(['reads covered', 'writes missing doubtful', 'space missing']);
    expect(evaluation).toMatchObject({ score: 50, status: 'graded', reviewReasons: [] });
    expect(evaluation.provenance.calls.map(({ purpose }) => purpose)).toEqual(['judge', 're-ask']);
    expect(evaluation.usage).toMatchObject({ calls: 2, inputTokens: 2 * usageOfOneCall.inputTokens });
  });

  it('is asked about in the same words, without the other points, misconceptions and dimensions', async () => {
    grader.server.script(report(reads, unfounded), alone(missing('writes')));
    await grader.grade({ answer: readsSaid });
    const [first, second] = grader.server.requests.map(({ messages }) => messages.map(({ content }) => content));
    expect(second).toHaveLength(2);
    expect(second?.[0]).toBe(first?.[0]);
    expect(second?.[1]).toMatch(/KEY POINTS\nwrites \[essential\] .+\n\nMISCONCEPTIONS\nnone\n\nDIMENSIONS\nnone/);
    expect(second?.[1]).toMatch(/Key points in order: writes\.$/);
    const answerIn = (prompt = ''): string =>
      prompt.slice(prompt.indexOf('=== ANSWER'), prompt.indexOf('Key points in'));
    expect(answerIn(second?.[1])).toBe(answerIn(first?.[1]));
  });

  it('stays for a person where the model keeps to it', async () => {
    grader.server.script(report(reads, unfounded), alone(unfounded));
    const evaluation = await grader.grade({ answer: readsSaid });
    expect(verdictsOf(evaluation)).toEqual(['reads covered', 'writes covered doubtful', 'space missing']);
    expect(evaluation.reviewReasons).toEqual(['judges-disagree']);
  });

  it.each<[string, Act]>([
    ['fails', failure(401)],
    ['is refused', completion(null, { message: { role: 'assistant', refusal: 'No.' } })],
    ['is no report', completion('I would say so.')],
    ['is about another point', alone(missing('reads'))],
    ['invents its quote', alone(aPoint('writes', 'slows down inserts', { verdict: 'partial' }))],
    ['does not say whether it was steered', alone(missing('writes'), { manipulation: null })],
  ])('keeps its first verdict and stays for a person where the second reply %s', async (_, act) => {
    grader.server.script(report(reads, unfounded), act);
    const evaluation = await grader.grade({ answer: readsSaid });
    expect(verdictsOf(evaluation)).toEqual(['reads covered', 'writes covered doubtful', 'space missing']);
    expect(evaluation.reviewReasons).toEqual(['judges-disagree']);
    expect(evaluation.provenance.calls).toHaveLength(2);
  });

  it('tells of manipulation that the model sees only then', async () => {
    grader.server.script(
      report(reads, unfounded),
      alone(missing('writes'), { manipulation: { present: true, quote: 'x' } }),
    );
    const evaluation = await grader.grade({ answer: readsSaid });
    expect(evaluation.reviewReasons).toEqual(['manipulation-suspected']);
  });
});

describe('a point that a model calls missing although the answer has nearly all of its words', () => {
  it('is asked about alone, and credited only for words that stand in the answer', async () => {
    const said = aPoint('writes', 'has to maintain the index, which slows writes');
    grader.server.script(report(reads), alone(said));
    const evaluation = await grader.grade({ answer: `${readsSaid} ${writesSaid}` });
    expect(verdictsOf(evaluation)).toEqual(['reads covered', 'writes covered doubtful', 'space missing']);
    expect(evaluation).toMatchObject({ score: 100, status: 'graded' });
    const invented = aPoint('writes', 'makes every single write much slower than before');
    grader.server.script(report(reads), alone(invented));
    expect(await grader.grade({ answer: `${readsSaid} ${writesSaid} Yes.` })).toMatchObject({
      score: 50,
      reviewReasons: ['judges-disagree'],
    });
  });
});

describe('asking again', () => {
  it('is not done for bonus points, nor for points that are left unjudged', async () => {
    const bonus = aPoint('space', 'avoiding full table scans');
    const nowhere = aPoint('writes', 'a balanced tree of pages');
    grader.server.script(report(reads, nowhere, bonus), report(reads, nowhere, bonus));
    const evaluation = await grader.grade({ answer: readsSaid });
    expect(verdictsOf(evaluation)).toEqual(['reads covered', 'writes unjudged', 'space covered']);
    expect(evaluation.provenance.calls.map(({ purpose }) => purpose)).toEqual(['judge', 'repair']);
  });

  it('comes after a repair, on what the repair said', async () => {
    grader.server.script(completion('Fine.'), report(reads, unfounded), alone(missing('writes')));
    const evaluation = await grader.grade({ answer: readsSaid });
    expect(evaluation.provenance.calls.map(({ purpose }) => purpose)).toEqual(['judge', 'repair', 're-ask']);
    expect(evaluation.score).toBe(50);
  });

  it('is paid for once: the same work is looked up with what came of it', async () => {
    const tenantId = newTenant();
    grader.server.script(report(reads, unfounded), alone(unfounded));
    const first = await grader.grade({ answer: readsSaid, tenantId, candidate: 'Ada' });
    const second = await grader.grade({ answer: readsSaid, tenantId, candidate: 'Grace' });
    expect(second.verdicts).toEqual(first.verdicts);
    expect(second.usage.calls).toBe(0);
  });

  it('is done for at most four points of an answer, those of most weight', async () => {
    const texts = [
      'Volcanoes erupt.',
      'Glaciers melt.',
      'Rivers meander.',
      'Deserts expand.',
      'Tides rise.',
      'Dunes move.',
    ];
    const keyPoints = texts.map((text, index) => ({
      id: `k${index}`,
      text,
      weight: index + 1,
      role: 'essential' as const,
    }));
    const markScheme = { ...indexQuestion.markScheme, misconceptions: [], keyPoints: keyPoints.map(withDefaults) };
    const question = { ...indexQuestion, markScheme };
    const all = keyPoints.map(({ id }) => aPoint(id, 'full table scans'));
    grader.server.script(completion(aReport({ points: all, misconceptions: [] })));
    grader.server.always(({ model, messages }) => {
      const [, id = ''] = /Key points in order: (k\d)\.$/.exec(messages[1]?.content ?? '') ?? [];
      return alone(missing(id))({ model, messages });
    });
    const evaluation = await grader.grade({ answer: readsSaid, question });
    expect(evaluation.provenance.calls).toHaveLength(1 + reasksMax);
    const doubtful = evaluation.verdicts.filter((verdict) => verdict.doubtful);
    expect(doubtful.map(({ keyPointId, verdict }) => [keyPointId, verdict])).toEqual(
      ['k2', 'k3', 'k4', 'k5'].map((id) => [id, 'missing']),
    );
    // The two that were not asked about are still covered without a word found.
    expect(evaluation.reviewReasons).toContain('judges-disagree');
  });
});

function withDefaults<Point extends { readonly id: string }>(point: Point) {
  return { ...point, aliases: [], terms: [] };
}
