import { describe, expect, it, test } from 'vitest';
import type { Gate, PointVerdict } from '../../../shared/domain/evaluation.ts';
import { RevealedFeedback } from '../../../shared/domain/feedback.ts';
import { feedbackFor, revealed } from '../../../shared/evaluation/feedback.ts';
import { aBehaviouralQuestion, gradeOffline } from '../../support/evaluation.ts';
import { textsOf } from '../../support/feedback.ts';
import { judged, judgedAnswer, hintedQuestion as question } from '../../support/hinted-question.ts';

describe('feedback before the reference is revealed', () => {
  it('quotes the candidate for what is there, hints at what is not, and says what to check again', () => {
    const given = judged(['covered', 'partial', 'missing', 'contradicted'], { asserted: true });
    expect(feedbackFor(question, judgedAnswer, given)).toEqual({
      summary: '1 of 3 essential points was found in your answer, and a part of 1 more; 2 claims need another look.',
      points: [
        { number: 1, verdict: 'covered', quotes: ['It stops calls when many failed.'], text: 'This makes a point.' },
        {
          number: 2,
          verdict: 'partial',
          quotes: ['It stops calls when many failed.'],
          text: 'What does a caller notice?',
        },
        { number: 3, verdict: 'missing', quotes: [], text: 'How does it end?' },
        {
          number: 4,
          verdict: 'contradicted',
          quotes: ['It stops calls when many failed.'],
          text: 'Check this claim again.',
        },
      ],
      claims: [{ number: 1, quotes: ['It retries them at once'], text: 'Check this claim again.' }],
      tips: [],
      nextStep: 'What does a caller notice?',
      polishFingerprint: null,
    });
  });

  it('has the heaviest open essential point as its next step, whatever weighs more among the bonus points', () => {
    const next = (verdicts: readonly PointVerdict['verdict'][], weights: readonly number[] = [3, 2, 2, 1]) =>
      feedbackFor(question, judgedAnswer, judged(verdicts, { weights })).nextStep;
    expect(next(['missing', 'missing', 'missing', 'missing'])).toBe('What does it do to calls?');
    expect(next(['covered', 'partial', 'missing', 'missing'], [3, 1, 2, 9])).toBe('How does it end?');
    expect(next(['covered', 'covered', 'covered', 'missing'])).toBe('Who is spared?');
    expect(next(['covered', 'covered', 'covered', 'contradicted'])).toBe('Check the marked claims again.');
    expect(next(['covered', 'covered', 'covered', 'covered'])).toBeNull();
  });

  it('says that a person will look at what is unjudged, and hints at nothing there', () => {
    const part = feedbackFor(question, judgedAnswer, judged(['covered', 'unjudged', 'covered', 'covered']));
    expect(part.summary).toBe('2 of 3 essential points were found in your answer; a person will look at one point.');
    expect(part.points[1]).toMatchObject({ verdict: 'unjudged', quotes: [], text: 'A person will look at this.' });
    expect(part.nextStep).toBeNull();
    const none = feedbackFor(question, judgedAnswer, judged(['unjudged', 'unjudged', 'unjudged', 'unjudged']));
    expect(none.summary).toBe('A person will look at this answer.');
  });

  it.each([
    ['', 'empty', 'There is no answer yet.'],
    ['I do not know', 'non_answer', 'The answer does not attempt the question.'],
    ['sdfgh wrtzp qqwrt plmnb zxcvb', 'gibberish', 'The answer can not be read as words.'],
    ['What is a circuit breaker between services?', 'restates_question', 'The answer repeats the question'],
    [
      'Mein Hund mag gern Wurst, und er ist nicht sehr gross, aber er hat viel Kraft und ist auch lieb.',
      'language_mismatch',
      'another language',
    ],
  ] as const)('of %j fits the gate %s, with no hint that an attempt would earn', (text, gate, said) => {
    const { judgement } = gradeOffline(question, text);
    expect(judgement.gate).toBe(gate);
    const feedback = feedbackFor(question, text, judgement);
    expect(feedback.summary).toContain(said);
    expect(feedback).toMatchObject({ points: [], claims: [], nextStep: expect.any(String) });
  });

  it('of an answer to a behavioural question is about its structure, for what the answer lacks', () => {
    const behavioural = aBehaviouralQuestion();
    const vague = 'We had some trouble and we talked about it as a team and agreed.';
    const tips = feedbackFor(behavioural, vague, gradeOffline(behavioural, vague).judgement).tips;
    expect(tips.length).toBeGreaterThan(2);
    const told =
      'Last year our release was late because two of us disagreed. I asked both for their reasons. I proposed a trial of two weeks, and the number of bugs fell by 40 %. I learned to ask earlier.';
    const feedback = feedbackFor(behavioural, told, gradeOffline(behavioural, told).judgement);
    expect(feedback).toMatchObject({ tips: [], points: [], nextStep: null });
    expect(feedback.summary).toContain('a person will read yours');
    expect([...tips, ...textsOf(feedback)].join(' ')).not.toMatch(/score|level|point/i);
  });
});

describe('feedback after the reveal', () => {
  it('adds the points, the corrections and the reference to what was said before', () => {
    const feedback = feedbackFor(
      question,
      judgedAnswer,
      judged(['covered', 'missing', 'missing', 'missing'], { asserted: true }),
    );
    const shown = revealed(feedback, question);
    expect(RevealedFeedback.parse(shown)).toEqual(shown);
    expect(shown.points.map(({ point }) => point)).toEqual(question.markScheme.keyPoints.map(({ text }) => text));
    expect(shown.claims).toMatchObject([{ claim: 'It retries failed calls.', correction: 'It refuses them.' }]);
    expect(shown).toMatchObject({
      summary: feedback.summary,
      nextStep: feedback.nextStep,
      reference: question.reference,
    });
  });
});

test('there is feedback of every gate', () => {
  const gates: readonly Gate[] = [
    'empty',
    'non_answer',
    'gibberish',
    'restates_question',
    'off_topic',
    'language_mismatch',
  ];
  const summaries = gates.map((gate) => feedbackFor(question, '', { ...judged([]), gate }).summary);
  expect(new Set(summaries).size).toBe(gates.length);
});
