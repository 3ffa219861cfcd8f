import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { Feedback } from '../../../shared/domain/feedback.ts';
import { QuestionContent } from '../../../shared/domain/question.ts';
import { feedbackFor } from '../../../shared/evaluation/feedback.ts';
import { leakGuard } from '../../../shared/evaluation/leak-guard.ts';
import { polishedFeedback } from '../../../shared/evaluation/llm/polish.ts';
import { polishPrompt } from '../../../shared/evaluation/prompts/polish-prompt.ts';
import { evaluateAnswer } from '../../../shared/usecases/evaluate-answer.ts';
import { anyJudgementOf, leakFinder, textsOf } from '../../support/feedback.ts';
import { sha256 } from '../../support/fixtures.ts';
import { aReport, goodAnswer, indexQuestion, useLlmGrader } from '../../support/llm-grader.ts';
import { type Act, completion, failure, usageOfOneCall } from '../../support/scripted-model.ts';
import { newTenant } from '../../support/table.ts';

const hint = 'Where does all of it lie?';
const question = QuestionContent.parse({
  ...indexQuestion,
  markScheme: {
    ...indexQuestion.markScheme,
    keyPoints: indexQuestion.markScheme.keyPoints.map((point) =>
      point.id === 'space' ? { ...point, hint, terms: ['disk'] } : point,
    ),
  },
});
const quotes = [
  'makes reads faster because the engine avoids full table scans',
  'every insert has to maintain the index',
];
const said = [
  { n: 1, text: 'Well seen, this is one of the points.' },
  { n: 2, text: 'This one is right too: "every insert has to maintain the index".' },
  { n: 3, text: 'One thing is still open: where does all of it lie?' },
];
const worded = {
  summary: 'You found every essential point, nicely done.',
  notes: said,
  next_step: 'Think about where all of it lies.',
};

const grader = useLlmGrader();

async function polish(act: Act, feedback: 'polished' | 'template' = 'polished'): Promise<Evaluation> {
  grader.server.script(completion(aReport()), ...(feedback === 'polished' ? [act] : []));
  const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings({ retries: 0 })));
  const input = { question: { source: 'inline', content: question }, answer: goodAnswer, candidate: 'Ada' } as const;
  return (await evaluateAnswer(context, { ...input, judge: 'llm', feedback })).evaluation;
}

describe('polished feedback', () => {
  it('says the same in the words of the model, beside the quotes and verdicts as they were', async () => {
    const template = (await polish(completion(worded), 'template')).feedback;
    const { feedback, usage, provenance } = await polish(completion(worded));
    expect(feedback).toEqual({
      ...template,
      summary: worded.summary,
      points: template.points.map((note, index) => ({ ...note, text: said[index]?.text })),
      nextStep: worded.next_step,
      polishFingerprint: polishPrompt.versions.at(-1)?.fingerprint,
    });
    expect(feedback.points.map((note) => note.quotes)).toEqual([[quotes[0]], [quotes[1]], []]);
    expect(provenance.calls.map(({ purpose }) => purpose)).toEqual(['judge', 'polish']);
    expect(usage).toMatchObject({ calls: 2, inputTokens: 2 * usageOfOneCall.inputTokens });
    // gpt-5-mini in data/model-prices.json: both calls alike.
    const [judge, both] = [(await polish(completion(worded), 'template')).usage, usage];
    expect(both.costUsdMicros).toBe(2 * (judge.costUsdMicros ?? 0));
  });

  it('shows the model the feedback and nothing else, the quotes as fenced data', async () => {
    await polish(completion(worded));
    const [, sent] = grader.server.requests;
    const content = sent?.messages[1]?.content ?? '';
    expect(content).toMatch(/^=== FEEDBACK ([0-9a-f]{12}) BEGIN\n\{.+\}\n=== FEEDBACK \1 END$/);
    for (const quote of quotes) expect(content).toContain(JSON.stringify([quote]));
    const everything = JSON.stringify(sent);
    const { keyPoints, misconceptions } = question.markScheme;
    const kept = [question.reference, question.prompt, ...keyPoints.map(({ text }) => text), goodAnswer, 'Ada'];
    for (const secret of [...kept, ...misconceptions.map(({ correction }) => correction)]) {
      expect(everything).not.toContain(secret);
    }
  });

  it.each([
    ['answers a hint with a term', { n: 3, text: 'Think of the disk.' }],
    ['repeats five words of the reference', { n: 3, text: 'It also slows down writes and takes a lot.' }],
    ['quotes what the candidate did not write', { n: 1, text: 'You wrote "reads are quick", well done.' }],
    ['gives a figure of its own', { n: 1, text: 'That is worth 40 points.' }],
    ['is too long', { n: 1, text: 'very '.repeat(60) }],
    ['is empty', { n: 1, text: ' ' }],
    ['holds a link', { n: 1, text: 'Read https://example.org first.' }],
    ['holds markup', { n: 1, text: 'This is <b>right</b>.' }],
    ['holds what nobody sees', { n: 1, text: 'This is \u202eright.' }],
  ])('stays the template where a text %s', async (_, bad) => {
    const { feedback, usage } = await polish(
      completion({ ...worded, notes: said.map((note) => (note.n === bad.n ? bad : note)) }),
    );
    expect(feedback.polishFingerprint).toBeNull();
    expect(feedback.points.map(({ text }) => text)).toEqual(['This makes a point.', 'This makes a point.', hint]);
    expect(usage.calls).toBe(2);
  });

  it.each([
    ['leaves a note out', completion({ ...worded, notes: said.slice(1) })],
    ['gives a note twice', completion({ ...worded, notes: [said[0], said[0], said[1]] })],
    ['gives more notes than there are', completion({ ...worded, notes: [...said, { n: 4, text: 'More.' }] })],
    ['is not of the shape', completion({ ...worded, verdict: 'covered' })],
    ['is no JSON', completion('A fine answer.')],
    ['does not come', failure(500)],
    ['is a refusal', completion(null, { message: { role: 'assistant', refusal: 'No.' } })],
  ])('stays the template where the reply %s, and costs no mark', async (_, act) => {
    const { feedback, score, verdicts } = await polish(act);
    expect(feedback).toMatchObject({ polishFingerprint: null, nextStep: hint });
    expect({ score, verdicts }).toMatchObject({ score: 100, verdicts: [{ verdict: 'covered' }, {}, {}] });
  });

  it('is another evaluation than the template, found again, and paid for once', async () => {
    grader.server.script(completion(aReport()), completion(worded));
    const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings()));
    const input = { question: { source: 'inline', content: question }, answer: goodAnswer, candidate: null } as const;
    const plain = await evaluateAnswer(context, { ...input, judge: 'llm' });
    const polished = await evaluateAnswer(context, { ...input, judge: 'llm', feedback: 'polished' });
    const again = await evaluateAnswer(context, { ...input, judge: 'llm', feedback: 'polished' });
    expect(polished.evaluation.id).not.toBe(plain.evaluation.id);
    expect(polished.evaluation.usage.calls).toBe(1);
    expect(again).toEqual({ evaluation: polished.evaluation, isNew: false });
  });

  it('serves the offline judge as well', async () => {
    grader.server.script(completion({ summary: 'So.', notes: said, next_step: 'Think on.' }));
    const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings()));
    const input = { question: { source: 'inline', content: question }, answer: goodAnswer, candidate: null } as const;
    const { evaluation } = await evaluateAnswer(context, { ...input, judge: 'offline', feedback: 'polished' });
    expect(evaluation).toMatchObject({ judge: 'offline', usage: { calls: 1 }, provenance: { model: null } });
    expect(evaluation.usage.costUsdMicros).toBeGreaterThan(0);
  });

  it('costs nothing where a gate closed', async () => {
    const context = grader.contextOf(newTenant(), openAiModel(grader.server.settings()));
    const input = { question: { source: 'inline', content: question }, answer: '', candidate: null } as const;
    const { evaluation } = await evaluateAnswer(context, { ...input, judge: 'llm', feedback: 'polished' });
    expect(evaluation).toMatchObject({ gate: 'empty', usage: { calls: 0, costUsdMicros: 0 } });
  });

  it('is refused where there is no model', async () => {
    const context = grader.contextOf(newTenant(), null);
    const input = { question: { source: 'inline', content: question }, answer: goodAnswer, candidate: null } as const;
    const asked = evaluateAnswer(context, { ...input, judge: 'offline', feedback: 'polished' });
    await expect(asked).rejects.toMatchObject({ kind: 'invalid-request', issues: [{ pointer: '/feedback' }] });
  });

  const words = [question.reference, ...question.markScheme.keyPoints.map(({ text }) => text)].join(' ').split(' ');
  const copied = fc
    .tuple(fc.nat({ max: words.length }), fc.nat({ max: 9 }))
    .map(([start, length]) => `You mean ${words.slice(start, start + length).join(' ')}?`);
  const mixed = fc
    .array(fc.constantFrom(...words, 'You', 'point', '"', '40', 'think'), { minLength: 1, maxLength: 14 })
    .map((some) => some.join(' '));
  const sentence = fc.oneof(copied, mixed);
  const guard = leakGuard(question, goodAnswer);
  const leaksIn = leakFinder(question, goodAnswer);
  property.prop([sentence, fc.nat({ max: 4 }), anyJudgementOf(question, goodAnswer)])(
    'leaks nothing and keeps every quote and verdict, whatever a hostile model writes',
    (hostile, place, judged) => {
      const template = feedbackFor(question, goodAnswer, judged);
      const at = (index: number): string => (index === place ? hostile : 'You.');
      const notes = [...template.points, ...template.claims].map((_, index) => ({ n: index + 1, text: at(index + 1) }));
      const reply = { summary: at(0), notes, next_step: template.nextStep === null ? '' : 'You.' };
      const feedback = polishedFeedback(JSON.stringify(reply), template, guard, sha256(1));
      fc.pre(feedback !== null);
      expect(textsOf(feedback).flatMap(leaksIn)).toEqual([]);
      const kept = ({ points, claims }: Feedback) => [...points, ...claims].map(({ text, ...note }) => note);
      expect(kept(feedback)).toEqual(kept(template));
    },
  );
});
