import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Judgement } from '../../../../shared/domain/evaluation.ts';
import { pointShare } from '../../../../shared/evaluation/scoring.ts';
import {
  aBehaviouralQuestion,
  aKnowledgeQuestion,
  awkwardText,
  gradeOffline,
  verdictOn,
} from '../../../support/evaluation.ts';

const question = aKnowledgeQuestion();
const words = (question.reference + question.markScheme.keyPoints.map(({ text }) => text).join(' ')).split(' ');
const anyAnswer = fc.oneof(
  awkwardText(words),
  fc.array(fc.constantFrom(...words, '.', 'not', 'maybe')).map((all) => all.join(' ')),
);
const good =
  'The breaker stops calls to a remote dependency once too many have failed. While it is open, callers fail fast ' +
  'instead of waiting for timeouts.';

describe('the offline judge', () => {
  it('quotes the answer word for word, has a quote wherever it gives credit and none elsewhere', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        for (const { coverage, evidence } of gradeOffline(question, answer).judgement.points) {
          for (const { start, end, text } of evidence) {
            expect(answer.slice(start, end)).toBe(text);
            expect(end).toBeGreaterThan(start);
          }
          expect(evidence.length > 0).toBe((coverage ?? 0) > 0);
          expect(evidence.length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same judgement again, from the same scheme or a new one, and one that fits the schema', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { judgement } = gradeOffline(question, answer);
        expect(gradeOffline(aKnowledgeQuestion(), answer).judgement).toEqual(judgement);
        expect(Judgement.parse(judgement)).toEqual(judgement);
      }),
    );
  });

  it('never says contradicted, never deducts and leaves misconceptions to others', () => {
    const denials = fc
      .array(fc.constantFrom(...words, 'not', 'never', 'wrong', 'retries', 'failed calls'))
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(denials, (answer) => {
        const { judgement, marks } = gradeOffline(question, answer);
        expect(judgement.points.map(({ verdict }) => verdict)).not.toContain('contradicted');
        const earned = pointShare(judgement.points, question.markScheme.scoring, 0);
        // Scores keep one decimal.
        expect(Math.abs((marks.score ?? -1) - 100 * Math.min(1, earned))).toBeLessThan(0.051);
        if (judgement.gate === null) expect(judgement.misconceptions).toMatchObject([{ asserted: null, evidence: [] }]);
      }),
    );
  });

  it('calls a point covered from 0.65, partial from 0.42 and missing below', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { gate, points } = gradeOffline(question, answer).judgement;
        fc.pre(gate === null);
        for (const { verdict, coverage } of points) {
          const share = coverage ?? Number.NaN;
          // Coverage is rounded to thousandths after the verdict.
          const fits = { covered: share >= 0.65, partial: share >= 0.42 && share <= 0.65, missing: share <= 0.42 };
          expect(fits).toHaveProperty(verdict, true);
        }
      }),
    );
  });

  it('takes nothing away for a sentence more', () => {
    const sentence = fc.array(fc.constantFrom(...words, 'banana', 'kindly')).map((all) => `${all.join(' ')}.`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1 }), sentence, (sentences, more) => {
        const [before, after] = [sentences, [...sentences, more]].map(
          (all) => gradeOffline(question, all.join(' ')).judgement,
        );
        fc.pre(before?.gate === null && after?.gate === null);
        after?.points.forEach(({ coverage }, index) => {
          expect(coverage).toBeGreaterThanOrEqual(before?.points[index]?.coverage ?? 1);
        });
      }),
    );
  });

  it.each([
    'What a delightful topic!',
    'I am very proud of my long career and my excellent taste.',
    'Thank you so much for reading this, you are wonderful.',
  ])('gives nothing more for %j', (praise) => {
    const plain = gradeOffline(question, good);
    for (const answer of [`${praise} ${good}`, `${good} ${praise}`, `${praise}\n${praise}\n${good}`]) {
      expect(gradeOffline(question, answer).marks.score).toBe(plain.marks.score);
    }
  });

  it('gives nothing for an empty answer, hardly anything for the question and all of the reference', () => {
    expect(gradeOffline(question, '').marks).toMatchObject({ status: 'graded', score: 0, coverage: 0 });
    expect(gradeOffline(question, question.prompt).marks.coverage).toBeLessThanOrEqual(0.1);
    expect(gradeOffline(question, question.reference).marks.coverage).toBeGreaterThanOrEqual(0.9);
  });

  it('counts another wording of a point in full', () => {
    const { judgement } = gradeOffline(question, 'The error comes back immediately rather than after a long hang.');
    expect(verdictOn(judgement, 'fast')).toMatchObject({ verdict: 'covered', coverage: 1 });
    expect(verdictOn(judgement, 'stops').verdict).toBe('missing');
  });

  it('knows inflections, British spelling, short forms and synonyms, for less than the very word', () => {
    const points = [{ id: 'k', text: 'The database optimizes stored queries quickly.' }];
    const db = aKnowledgeQuestion({ reference: 'A reference.', markScheme: { keyPoints: points } });
    const coverage = (answer: string): number => gradeOffline(db, answer).marks.coverage ?? Number.NaN;
    expect(coverage('The DB is optimising the storage of a query quickly.')).toBe(1);
    expect(coverage('The database improves saved queries promptly.')).toBeGreaterThan(0.65);
    expect(coverage('The database improves saved queries promptly.')).toBeLessThan(1);
    expect(coverage('The database sleeps.')).toBeLessThan(0.4);
  });

  it('gives less for the words of a point strewn over an answer than for the claim made in one place', () => {
    const away = 'Our office has two kitchens.';
    const together = gradeOffline(question, `Callers fail fast instead of waiting for timeouts. ${away} ${away}`);
    const strewn = gradeOffline(question, `Callers fail. ${away} ${away} Fast. ${away} ${away} Waiting for timeouts.`);
    const [whole, parts] = [together, strewn].map(
      ({ judgement }) => verdictOn(judgement, 'fast').coverage ?? Number.NaN,
    );
    expect(whole).toBeGreaterThanOrEqual(0.65);
    expect(parts).toBeLessThan((whole ?? 0) - 0.1);
  });

  it('credits another right answer with every point, and says which', () => {
    const either = aKnowledgeQuestion({
      referenceAlternatives: ['Bulkheads give every dependency its own thread pool, so that exhaustion stays local.'],
    });
    const { judgement, marks } = gradeOffline(
      either,
      'Bulkheads give each dependency a thread pool of its own, so exhaustion stays local.',
    );
    expect(marks.coverage).toBeGreaterThan(0.9);
    expect(
      judgement.points.every(
        ({ verdict, reason }) => verdict === 'covered' && /alternative answer 1/.test(reason ?? ''),
      ),
    ).toBe(true);
    expect(gradeOffline(either, good).marks).toEqual(gradeOffline(question, good).marks);
  });

  it('flags another figure than the one asked for, and leaves its marks', () => {
    const [right, wrong] = ['30', '45'].map((n) =>
      gradeOffline(question, `After a pause of ${n} seconds a trial request tests recovery.`),
    );
    expect(right?.judgement.flags).toEqual([]);
    expect(wrong?.judgement.flags).toEqual(['number_mismatch']);
    expect(wrong?.marks.reviewReasons).toEqual(['number-mismatch', 'judge-unsure']);
    expect(right?.marks.reviewReasons).toEqual(['judge-unsure']);
    expect(verdictOn(wrong?.judgement ?? right?.judgement ?? Judgement.parse(null), 'trial').verdict).toBe('covered');
  });

  it('leaves a point unjudged that has no word to look for', () => {
    const wordless = aKnowledgeQuestion({
      markScheme: {
        keyPoints: [
          { id: 'signs', text: '???' },
          { id: 'k', text: 'Callers fail fast.' },
        ],
      },
    });
    const { judgement, marks } = gradeOffline(wordless, good);
    expect(verdictOn(judgement, 'signs')).toMatchObject({ verdict: 'unjudged', coverage: null, evidence: [] });
    expect(marks).toMatchObject({
      score: null,
      scoreRange: { min: 50, max: 100 },
      reviewReasons: expect.arrayContaining(['unjudged-point']),
    });
  });

  it('leaves every dimension of a behavioural answer to a person', () => {
    const { judgement, marks } = gradeOffline(
      aBehaviouralQuestion(),
      'We argued about a release; I listened, we agreed on a test and shipped it.',
    );
    expect(judgement.dimensions.map(({ level, evidence }) => [level, evidence])).toEqual([
      [null, []],
      [null, []],
    ]);
    expect(marks).toMatchObject({ score: null, scoreRange: { min: 0, max: 100 }, coverage: null, band: null });
    expect(marks.reviewReasons).toEqual(expect.arrayContaining(['behavioural-question', 'unjudged-dimension']));
  });
});
