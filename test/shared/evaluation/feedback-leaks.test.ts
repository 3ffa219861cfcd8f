import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Feedback } from '../../../shared/domain/feedback.ts';
import { feedbackFor } from '../../../shared/evaluation/feedback.ts';
import { termsInHint } from '../../../shared/evaluation/hint-terms.ts';
import { leakGuard } from '../../../shared/evaluation/leak-guard.ts';
import { shippedQuestions } from '../../support/evaluation.ts';
import { anyJudgementOf, anyQuestionAndAnswer, leakFinder, textsOf } from '../../support/feedback.ts';
import { judged, judgedAnswer, hintedQuestion as question, withHints } from '../../support/hinted-question.ts';

describe('what feedback keeps back before the reveal', () => {
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
      feedbackFor(question, judgedAnswer, judged(['missing', 'missing', 'unjudged', 'missing'])),
    );
    for (const secret of ['cascade', 'because of', 'trial', 'refuses']) expect(feedback).not.toContain(secret);
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
