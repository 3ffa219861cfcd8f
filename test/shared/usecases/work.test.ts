import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireTools } from '../../../functions/wire.ts';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import { QuestionContent } from '../../../shared/domain/question.ts';
import { isFinished } from '../../../shared/domain/unjudged.ts';
import { promptSample } from '../../../shared/evaluation/llm/prompt-sample.ts';
import { judgeReplySchema } from '../../../shared/evaluation/llm/wire.ts';
import { judgePrompt } from '../../../shared/evaluation/prompts/judge-prompt.ts';
import { workOf } from '../../../shared/usecases/work.ts';
import { aPointVerdict } from '../../support/fixtures.ts';
import { goodAnswer, indexQuestion } from '../../support/llm-grader.ts';

const model = (name: string) => ({ name, ask: () => Promise.reject(new Error('Naming work asks no model')) });
const tools = { ...wireTools({ model: null }), model: model('gpt-5-mini') };
const base = workOf(tools, indexQuestion, goodAnswer, 'llm');
const { markScheme } = indexQuestion;
const changed = (changes: Partial<QuestionContent>) =>
  workOf(tools, QuestionContent.parse({ ...indexQuestion, ...changes }), goodAnswer, 'llm');

const withExamples = (judge: 'offline' | 'llm') =>
  workOf(tools, indexQuestion, goodAnswer, judge, [
    { answer: 'An index.', points: [{ keyPointId: 'reads', credit: 0 }] },
  ]);

describe('the fingerprint of work', () => {
  it.each([
    ['the answer', workOf(tools, indexQuestion, `${goodAnswer} `, 'llm')],
    ['the judge', workOf(tools, indexQuestion, goodAnswer, 'offline')],
    ['the model', workOf({ ...tools, model: model('gpt-5-nano') }, indexQuestion, goodAnswer, 'llm')],
    ['the prompt', changed({ prompt: 'What is an index?' })],
    ['the reference', changed({ reference: 'A sorted copy.' })],
    ['the alternatives', changed({ referenceAlternatives: ['A sorted copy.'] })],
    ['the worked examples', withExamples('llm')],
    [
      'a weight',
      changed({ markScheme: { ...markScheme, keyPoints: markScheme.keyPoints.map((p) => ({ ...p, weight: 2 })) } }),
    ],
    ['the scoring', changed({ markScheme: { ...markScheme, scoring: { ...markScheme.scoring, bonusShare: 0.2 } } })],
    [
      'the order of the points',
      changed({ markScheme: { ...markScheme, keyPoints: markScheme.keyPoints.toReversed() } }),
    ],
  ])('changes with %s', (_, work) => {
    expect(work.fingerprint).not.toBe(base.fingerprint);
  });

  it('does not change with what judging does not see', () => {
    expect(changed({ category: 'Other', tags: ['x'], difficulty: 'senior' }).fingerprint).toBe(base.fingerprint);
  });

  it('of offline work does not depend on a model that happens to be there', () => {
    const without = workOf({ ...tools, model: null }, indexQuestion, goodAnswer, 'offline');
    expect(without).toEqual(workOf(tools, indexQuestion, goodAnswer, 'offline'));
    expect(without).toMatchObject({ model: null, promptFingerprint: null });
    expect(withExamples('offline')).toEqual(without);
  });

  it('of the prompt covers all that is sent: both requests, every kind of part, the schema and the example', () => {
    const sent = promptSample();
    expect(base.promptFingerprint).toBe(tools.sha256(sent));
    for (const whole of [judgePrompt.text, judgePrompt.example, judgeReplySchema]) {
      expect(sent).toContain(JSON.stringify(whole));
    }
    expect(sent).toMatch(
      /ALSO RIGHT 1.+\[essential\].+\(also said as: .+\[bonus\].+MISCONCEPTIONS\\nalways .+0 = None/,
    );
    expect(sent).toMatch(
      /=== EXAMPLE 2 fence BEGIN.+ missing.+=== ANSWER fence BEGIN.+\[S2\].+could not be used.+- The second defect/,
    );
  });

  property.prop([fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([name]) => name })])(
    'does not depend on the order in which an object was built',
    (fields) => {
      const [one, other] = [Object.fromEntries(fields), Object.fromEntries(fields.toReversed())];
      expect(canonicalJson({ deep: [one] })).toBe(canonicalJson({ deep: [other] }));
    },
  );
});

describe('a judgement', () => {
  const judged = aPointVerdict({ role: 'bonus', verdict: 'missing', coverage: 0, confidence: 1 });
  const unjudged = aPointVerdict({ role: 'bonus', verdict: 'unjudged', coverage: null, confidence: null });
  const level = { dimensionId: 'd', name: 'D', weight: 1, level: 1, evidence: [], reason: null };
  const claim = { misconceptionId: 'm', claim: 'Wrong.', asserted: false, evidence: [] };
  const of = { judge: 'llm' as const, gate: null, points: [judged], misconceptions: [claim], dimensions: [level] };

  it('is finished when nothing in it is unjudged, or a gate settled it', () => {
    expect(isFinished(of)).toBe(true);
    expect(isFinished({ ...of, points: [judged, unjudged] })).toBe(false);
    expect(isFinished({ ...of, misconceptions: [{ ...claim, asserted: null }] })).toBe(false);
    expect(isFinished({ ...of, dimensions: [level, { ...level, level: null }] })).toBe(false);
    expect(isFinished({ ...of, gate: 'language_mismatch', points: [unjudged] })).toBe(true);
  });

  it('of the offline judge is always finished: another try would leave the same unjudged', () => {
    const open = { points: [unjudged], misconceptions: [{ ...claim, asserted: null }] };
    expect(isFinished({ ...of, ...open, judge: 'offline' })).toBe(true);
  });
});
