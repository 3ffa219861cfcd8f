import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Evaluation, Gate, PointVerdict } from '../../../shared/domain/evaluation.ts';
import { Feedback, RevealedFeedback } from '../../../shared/domain/feedback.ts';
import type { GradableQuestion } from '../../../shared/domain/question.ts';
import { feedbackFor, revealed } from '../../../shared/evaluation/feedback.ts';
import { termsInHint } from '../../../shared/evaluation/hint-terms.ts';
import { leakGuard } from '../../../shared/evaluation/leak-guard.ts';
import { aBehaviouralQuestion, aKnowledgeQuestion, gradeOffline, shippedQuestions } from '../../support/evaluation.ts';
import {
  anyJudgementOf,
  anyQuestionAndAnswer,
  anyStretchAndAnswer,
  type Judged,
  leakFinder,
  textsOf,
} from '../../support/feedback.ts';

const question = withHints([
  'What does it do to calls?',
  'What does a caller notice?',
  'How does it end?',
  'Who is spared?',
]);
const answer = 'It stops calls when many failed. It retries them at once, I think.';

describe('feedback before the reference is revealed', () => {
  it('quotes the candidate for what is there, hints at what is not, and says what to check again', () => {
    const given = judged(['covered', 'partial', 'missing', 'contradicted'], { asserted: true });
    expect(feedbackFor(question, answer, given)).toEqual({
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
      feedbackFor(question, answer, judged(verdicts, { weights })).nextStep;
    expect(next(['missing', 'missing', 'missing', 'missing'])).toBe('What does it do to calls?');
    expect(next(['covered', 'partial', 'missing', 'missing'], [3, 1, 2, 9])).toBe('How does it end?');
    expect(next(['covered', 'covered', 'covered', 'missing'])).toBe('Who is spared?');
    expect(next(['covered', 'covered', 'covered', 'contradicted'])).toBe('Check the marked claims again.');
    expect(next(['covered', 'covered', 'covered', 'covered'])).toBeNull();
  });

  it('says that a person will look at what is unjudged, and hints at nothing there', () => {
    const part = feedbackFor(question, answer, judged(['covered', 'unjudged', 'covered', 'covered']));
    expect(part.summary).toBe('2 of 3 essential points were found in your answer; a person will look at one point.');
    expect(part.points[1]).toMatchObject({ verdict: 'unjudged', quotes: [], text: 'A person will look at this.' });
    expect(part.nextStep).toBeNull();
    const none = feedbackFor(question, answer, judged(['unjudged', 'unjudged', 'unjudged', 'unjudged']));
    expect(none.summary).toBe('A person will look at this answer.');
  });

  it.each([
    ['names one of its terms', 'Which breaker stops remote calls?', ['remote calls']],
    ['repeats five words of the point', 'It stops calls to a remote thing, so what?', []],
    ['repeats five words of content in other forms', 'Stop the call, remote, on dependencies once they fail.', []],
    ['is a whole alias of few words', 'Think of fail fast.', []],
  ])('says nothing of a point whose hint %s', (_, hint, terms) => {
    const leaking = withHints([hint, undefined, undefined, undefined], { terms, aliases: ['Fail fast.'] });
    const feedback = feedbackFor(leaking, '', judged(['missing', 'missing', 'missing', 'missing']));
    expect(feedback.points[0]?.text).toBe('Something that a full answer says is not here yet.');
    expect(feedback.nextStep).toBe('Look for what the question asks and you have not said yet.');
    expect(textsOf(feedback)).not.toContain(hint);
  });

  it('may repeat what the candidate wrote or the question says', () => {
    const hint = 'You say that it stops calls to a remote dependency; when?';
    const echoing = withHints([hint, undefined, undefined, undefined]);
    const own = 'It stops calls to a remote dependency.';
    expect(feedbackFor(echoing, own, judged(['partial', 'missing', 'missing', 'missing'])).points[0]?.text).toBe(hint);
    const asked = { ...echoing, prompt: 'When does it stop: it stops calls to a remote dependency, but when?' };
    expect(feedbackFor(asked, '', judged(['missing', 'missing', 'missing', 'missing'])).points[0]?.text).toBe(hint);
  });

  it('names no point by its id, reason, text, alias, term or correction', () => {
    const feedback = JSON.stringify(
      feedbackFor(question, answer, judged(['missing', 'missing', 'unjudged', 'missing'])),
    );
    for (const secret of ['cascade', 'because of', 'trial', 'refuses']) expect(feedback).not.toContain(secret);
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

  property.prop(
    [
      anyQuestionAndAnswer().chain((asked) =>
        anyJudgementOf(asked.question, asked.answer).map((verdicts) => ({ ...asked, verdicts })),
      ),
    ],
    { numRuns: 500 },
  )('leaks nothing, whatever is asked, answered and judged', ({ question: any, answer: said, verdicts }) => {
    const feedback = feedbackFor(any, said, verdicts);
    expect(Feedback.parse(feedback)).toEqual(feedback);
    expect(textsOf(feedback).flatMap(leakFinder(any, said))).toEqual([]);
    for (const { quotes } of [...feedback.points, ...feedback.claims]) {
      for (const quote of quotes) expect(said).toContain(quote);
    }
  });

  test('leaks nothing of the shipped bank, whatever is answered and judged', { timeout: 60_000 }, () => {
    let checked = 0;
    for (const shipped of shippedQuestions()) {
      const sentences = shipped.reference.split(/(?<=\.)\s/);
      for (const said of ['', 'It depends on the case.', sentences[0] ?? '', sentences.slice(1, 3).join(' ')]) {
        const leaksIn = leakFinder(shipped, said);
        for (const verdicts of fc.sample(anyJudgementOf(shipped, said), { numRuns: 15, seed: 7 })) {
          const feedback = feedbackFor(shipped, said, verdicts);
          const spoken = [feedback.summary, ...feedback.points.map(({ text }) => text), feedback.nextStep ?? ''];
          // Read as one text too: nothing leaks from one sentence into the next.
          const texts = [...textsOf(feedback), spoken.join(' ')];
          expect(texts.flatMap(leaksIn)).toEqual([]);
          checked += 1;
        }
      }
    }
    expect(checked).toBe(55 * 4 * 15);
  });

  it('can show every hint of the shipped bank', () => {
    const refused = shippedQuestions().flatMap((shipped) => {
      const { givesAway } = leakGuard(shipped, '');
      return shipped.markScheme.keyPoints.filter(
        (point) => givesAway(point.hint ?? '') || termsInHint(point).length > 0,
      );
    });
    expect(refused).toEqual([]);
  });
});

describe('the leak guard', () => {
  it('knows its own questions only, and no smaller piece than five words', () => {
    const { leaks } = leakGuard(question, '');
    expect(leaks('It stops calls to a')).toBe(true);
    expect(leaks('IT  STOPS,\ncalls to “a”')).toBe(true);
    expect(leaks('It stops calls to')).toBe(false);
    expect(leaks('A trial request tests whether')).toBe(true);
    expect(leaks('He stops calling on a neighbour')).toBe(false);
  });

  it('reads what is written without spaces sign by sign', () => {
    const asked = aKnowledgeQuestion({ reference: '缓存保存数据的副本。' });
    expect(leakGuard(asked, '').leaks('想想数据的副本')).toBe(true);
    expect(leakGuard(asked, '').leaks('想想副本')).toBe(false);
  });

  it('lets nothing be pieced together from shorter stretches of the answer', () => {
    const asked = aKnowledgeQuestion({ reference: 'So 2 lock find lock. Look row キャッシュ now.' });
    const hint = 'So lock. Look row キャッシュ now.';
    // Every five characters of the hint's end stand in this answer, its five words do not.
    const pieces = leakGuard(asked, 'Check is so find lock. Look row キャッシュ キャッシュ now.');
    expect(pieces.leaks(hint)).toBe(true);
    expect(leakGuard(asked, 'Check: so lock. Look row キャッシュ now.').leaks(hint)).toBe(false);
  });

  property.prop([anyStretchAndAnswer()], { numRuns: 1_000 })(
    'knows every leak, however the answer touches the right one',
    ({ reference, stretch, answer: said }) => {
      const asked = aKnowledgeQuestion({ reference });
      const leaked = leakFinder(asked, said)(stretch);
      if (!leakGuard(asked, said).leaks(stretch)) expect(leaked).toEqual([]);
    },
  );

  it('takes a wording of few words as a whole, however many signs it has', () => {
    const short = withHints([], { aliases: ['lock キャッシュ now'] });
    const givesAway = (said: string): boolean => leakGuard(short, said).givesAway('Lock, キャッシュ, now what?');
    expect(givesAway('lock キャッシュ キャッシュ now')).toBe(true);
    expect(givesAway('Block, lock, キャッシュ. Now!')).toBe(false);
    const one = leakGuard(withHints([], { aliases: ['キャッシュ'] }), 'キャッシュは速い。');
    expect(one.givesAway('キャッシュ, and then?')).toBe(false);
  });

  it('names the terms that neither candidate nor question used', () => {
    const terms = withHints([], { terms: ['half-open', 'circuit', 'threshold'] });
    expect(leakGuard(terms, 'At a threshold.').termsNamed('The circuit is half open at its thresholds.')).toEqual([
      'half-open',
    ]);
  });
});

describe('feedback after the reveal', () => {
  it('adds the points, the corrections and the reference to what was said before', () => {
    const feedback = feedbackFor(
      question,
      answer,
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

function withHints(
  hints: readonly (string | undefined)[],
  first: { terms?: readonly string[]; aliases?: readonly string[] } = {},
): GradableQuestion {
  const plain = aKnowledgeQuestion();
  const keyPoints = plain.markScheme.keyPoints.map((point, index) => {
    const hint = hints[index];
    const terms = index === 0 ? [...(first.terms ?? [])] : [];
    const aliases = index === 0 ? [...(first.aliases ?? [])] : point.aliases;
    return { ...point, terms, aliases, ...(hint === undefined ? {} : { hint }) };
  });
  return { ...plain, markScheme: { ...plain.markScheme, keyPoints } };
}

function judged(
  verdicts: readonly PointVerdict['verdict'][],
  { asserted = null, weights = [3, 2, 2, 1] }: { asserted?: boolean | null; weights?: readonly number[] } = {},
): Judged {
  const span = (text: string): Evaluation['verdicts'][number]['evidence'][number] => {
    const start = answer.indexOf(text);
    return { start, end: start + text.length, text };
  };
  const points = aKnowledgeQuestion().markScheme.keyPoints.slice(0, verdicts.length);
  return {
    gate: null,
    points: points.map(({ id, text, role }, index) => ({
      ...{ keyPointId: id, text, role, weight: weights[index] ?? 1, verdict: verdicts[index] ?? 'missing' },
      ...{
        coverage: 0.5,
        evidence: [span('It stops calls when many failed.')],
        reason: 'because of x',
        confidence: 1,
        doubtful: false,
      },
    })),
    misconceptions: [
      { misconceptionId: 'retries', claim: 'It retries.', asserted, evidence: [span('It retries them at once')] },
    ],
  };
}
