import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareScheme } from '../../../../shared/evaluation/prepared-scheme.ts';
import { isTooLongToCut, pointCutter, withoutStretches } from '../../../../shared/evaluation/self-test/cut-point.ts';
import { denied, firstHalf, padded } from '../../../../shared/evaluation/self-test/probe-texts.ts';
import { aKnowledgeQuestion, gradeOffline, shippedQuestions, verdictOn } from '../../../support/evaluation.ts';

const texts = {
  stops: 'A circuit breaker stops calls once too many have failed.',
  errors: 'Users get an error at once instead of waiting for timeouts.',
  trial: 'After a pause a trial request tests whether the dependency has recovered.',
};
const question = aKnowledgeQuestion({
  reference: Object.values(texts).join(' '),
  markScheme: { keyPoints: Object.entries(texts).map(([id, text]) => ({ id, text })) },
});
const ids = question.markScheme.keyPoints.map(({ id }) => id);

describe('a reference without one of its points', () => {
  it.each(ids)('no longer earns %s, and earns every other one as before', (id) => {
    const rest = pointCutter(prepareScheme(question)).without(id) ?? '';
    const { judgement } = gradeOffline(question, rest);
    expect(verdictOn(judgement, id).verdict).toBe('missing');
    for (const other of ids.filter((candidate) => candidate !== id)) {
      expect(verdictOn(judgement, other).verdict, `${other} in "${rest}"`).toBe('covered');
    }
  });

  it('loses only the clause where another point stands in the same sentence', () => {
    const both = aKnowledgeQuestion({
      prompt: 'What is the price of an index?',
      reference: 'Every insert rewrites sorted entries, and replicas need extra disk capacity.',
      markScheme: {
        keyPoints: [
          { id: 'writes', text: 'Every insert rewrites sorted entries.' },
          { id: 'space', text: 'Replicas need extra disk capacity.' },
        ],
      },
    });
    const cutter = pointCutter(prepareScheme(both));
    expect(cutter.without('writes')).toBe('and replicas need extra disk capacity.');
    expect(cutter.without('space')).toMatch(/^Every insert rewrites sorted entries/);
  });

  it('is none where nothing would be left, or nothing of it makes the point', () => {
    const only = (text: string) =>
      pointCutter(
        prepareScheme(
          aKnowledgeQuestion({ reference: 'Air scatters blue light.', markScheme: { keyPoints: [{ id: 'k', text }] } }),
        ),
      ).without('k');
    expect(only('Air scatters blue light.')).toBeNull();
    expect(only('Winds carry dust.')).toBeNull();
    expect(pointCutter(prepareScheme(question)).without('no-such-point')).toBeNull();
  });

  it('is made of the words of the reference in their order', () => {
    for (const shipped of shippedQuestions()
      .filter(({ kind }) => kind === 'knowledge')
      .slice(0, 5)) {
      const scheme = prepareScheme(shipped);
      const cutter = pointCutter(scheme);
      for (const { id } of shipped.markScheme.keyPoints) {
        const words = (cutter.without(id) ?? '').split(/\s+/);
        let at = 0;
        for (const word of shipped.reference.split(/\s+/)) if (word.includes(words[at] ?? '\0')) at += 1;
        expect(at, `${shipped.id} ${id}`).toBe(words.length);
      }
    }
  });

  it('is not tried where that would take too long', () => {
    expect(isTooLongToCut(prepareScheme(question))).toBe(false);
    const keyPoints = Array.from({ length: 40 }, (_, index) => ({ id: `k${index}`, text: `Point ${index} is made.` }));
    const long = aKnowledgeQuestion({ reference: 'Words. '.repeat(1_000).trim(), markScheme: { keyPoints } });
    expect(isTooLongToCut(prepareScheme(long))).toBe(true);
  });
});

describe('the texts that a mark scheme is tried on', () => {
  it('have stretches taken out wherever they lie, overlapping or not', () => {
    const stretch = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{0,60}$/), fc.array(stretch, { maxLength: 5 }), (text, stretches) => {
        const expected = [...text].filter((_, at) => !stretches.some(({ start, end }) => at >= start && at < end));
        expect(withoutStretches(text, stretches)).toBe(expected.join(''));
      }),
    );
  });

  it('are half of a reference, and that half with more words and nothing more said', () => {
    expect(firstHalf('One thing. Another thing. A third.')).toBe('One thing. Another thing.');
    expect(firstHalf('one two three')).toBe('one two');
    expect(padded('One thing.', 'What is it?')).toMatch(/What is it\?.*One thing\..*What is it\?/);
  });

  it('deny every point in so many words, and leave acronyms upper case', () => {
    const text = (said: string) => ({ ...question.markScheme.keyPoints[0], text: said });
    const points = [text('Reads get faster.'), text('SQL is declarative')].flatMap((point) =>
      'id' in point && point.id !== undefined ? [{ id: point.id, text: point.text }] : [],
    );
    const keyPoints = aKnowledgeQuestion({
      markScheme: { keyPoints: points.map((point, at) => ({ ...point, id: `k${at}` })) },
    }).markScheme.keyPoints;
    expect(denied(keyPoints)).toBe('It is not true that reads get faster. It is not true that SQL is declarative.');
  });
});
