import { test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { leakGuard } from '../../../shared/evaluation/leak-guard.ts';
import { aKnowledgeQuestion } from '../../support/evaluation.ts';
import { anyStretchAndAnswer, leakFinder } from '../../support/feedback.ts';
import { hintedQuestion as question, withHints } from '../../support/hinted-question.ts';

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
