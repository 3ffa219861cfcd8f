import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgement, PointVerdict } from '../../../shared/domain/evaluation.ts';
import {
  answerConfidence,
  doubtShare,
  measuresOf,
  offlinePointConfidence,
  type PointSignals,
  pointConfidence,
  startingWeights,
} from '../../../shared/evaluation/confidence.ts';
import { type CheckedVerdict, checkedVerdictsMin, fitConfidence } from '../../../shared/evaluation/fit-confidence.ts';
import { aKnowledgeQuestion, gradeOffline } from '../../support/evaluation.ts';
import { aJudgement, aPointVerdict } from '../../support/fixtures.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anySignals: fc.Arbitrary<PointSignals> = fc.record({
  verdict: fc.constantFrom('covered', 'partial', 'missing', 'contradicted'),
  offline: fc.option(share),
  own: share,
  isAltered: fc.boolean(),
});
const signals = (changes: Partial<PointSignals> = {}): PointSignals => ({
  verdict: 'covered',
  offline: 0.5,
  own: 0.85,
  isAltered: false,
  ...changes,
});

describe('the confidence of a verdict by a model', () => {
  // logit = 1.2 + 3.0 (c - 0.5) + 2.0 (self - 0.85) - 1.0 [partial] - 1.5 [quote altered], worked by hand.
  it.each([
    ['nothing speaks for or against it', {}, 1.2],
    ['the words agree', { offline: 1 }, 2.7],
    ['the words do not agree', { offline: 0 }, -0.3],
    ['a point is missing and the words agree', { verdict: 'missing', offline: 0 }, 2.7],
    ['the model is sure', { own: 1 }, 1.5],
    ['it is partial', { verdict: 'partial' }, 0.2],
    ['its quote was altered', { isAltered: true }, -0.3],
    ['nothing is known from words', { offline: null }, 1.2],
    ['it is contradicted, which words can not see', { verdict: 'contradicted', offline: 1 }, 1.2],
  ] as const)('starts where the design notes say when %s', (_, changes, logit) => {
    expect(pointConfidence(signals(changes))).toBeCloseTo(1 / (1 + Math.exp(-logit)), 3);
  });

  it('is between 0 and 1, grows with agreement and with what the model says, and never for an altered quote', () => {
    fc.assert(
      fc.property(anySignals, share, share, (any, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const confidence = pointConfidence(any);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(pointConfidence({ ...any, own: high })).toBeGreaterThanOrEqual(pointConfidence({ ...any, own: low }));
        expect(pointConfidence({ ...any, verdict: 'covered', offline: high })).toBeGreaterThanOrEqual(
          pointConfidence({ ...any, verdict: 'covered', offline: low }),
        );
        expect(pointConfidence({ ...any, isAltered: true })).toBeLessThanOrEqual(
          pointConfidence({ ...any, isAltered: false }),
        );
      }),
    );
  });

  it('keeps to what is possible, however sure a model claims to be', () => {
    expect(pointConfidence(signals({ own: 1e9 }))).toBe(pointConfidence(signals({ own: 1 })));
    expect(pointConfidence(signals({ own: -5 }))).toBe(pointConfidence(signals({ own: 0 })));
  });
});

describe('the confidence of offline verdicts', () => {
  // How often teachers called points met in the three ranges of coverage: design notes on grading, section 5.2.
  it.each([
    ['covered', 0.83, 0.87],
    ['missing', 0.2, 0.72],
  ] as const)('is for %s at %d what teachers were counted to agree with', (verdict, coverage, agreed) => {
    expect(offlinePointConfidence(verdict, coverage)).toBeCloseTo(agreed, 1);
  });

  it('grows with coverage where a point is covered, falls where it is missing, and is never sure of a part', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(offlinePointConfidence('covered', high)).toBeGreaterThanOrEqual(offlinePointConfidence('covered', low));
        expect(offlinePointConfidence('missing', high)).toBeLessThanOrEqual(offlinePointConfidence('missing', low));
        expect(offlinePointConfidence('partial', one)).toBe(0.5);
      }),
    );
  });

  it('is higher for an answer of a high score than of a low one: the rest may be said in other words', () => {
    const question = aKnowledgeQuestion();
    const sure = (answer: string): number => gradeOffline(question, answer).marks.confidence ?? Number.NaN;
    const full = sure(question.reference);
    const half = sure('It stops calls to a remote dependency once too many have failed.');
    const none = sure('It protects your system by giving the broken peer some room to breathe for a while.');
    expect(full).toBeGreaterThan(half);
    expect(half).toBeGreaterThan(none);
    expect(full).toBeGreaterThan(0.8);
  });

  it('is full where a gate settled the answer', () => {
    expect(gradeOffline(aKnowledgeQuestion(), 'I have no idea.').marks.confidence).toBe(1);
  });
});

describe('the confidence of an answer', () => {
  it('is that of its essential points by weight, and what is unjudged is in doubt entirely', () => {
    const points = [point({ confidence: 0.9, weight: 3 }), point({ confidence: 0.5 }), point({ role: 'bonus' })];
    expect(answerConfidence(judged(points), [])).toBe(0.8);
    expect(doubtShare(judged(points), [])).toBeCloseTo(0.2, 9);
    const open = [...points.slice(0, 1), point({ verdict: 'unjudged', coverage: null, confidence: null })];
    expect(answerConfidence(judged(open), [])).toBeNull();
    expect(doubtShare(judged(open), [])).toBeCloseTo(1 - (3 * 0.9) / 4, 9);
    expect(answerConfidence(judged([]), [])).toBeNull();
    expect(doubtShare(judged([]), [])).toBe(1);
  });

  it('is 0.2 at most where words may be found without being meant, and not raised to it', () => {
    const suspicions = [
      'manipulation-suspected',
      'hidden-or-encoded-text',
      'negation-mismatch',
      'number-mismatch',
      'swapped-sides',
    ] as const;
    for (const reason of suspicions) {
      expect(answerConfidence(judged([point({ confidence: 0.9 })]), [reason])).toBe(0.2);
      expect(answerConfidence(judged([point({ confidence: 0.1 })]), [reason])).toBe(0.1);
    }
    expect(answerConfidence(judged([point({ confidence: 0.9 })]), ['hedging'])).toBe(0.9);
  });
});

describe('weights of confidence learnt from marks', () => {
  const checked = fc.record({
    verdict: fc.constantFrom('covered' as const, 'partial' as const, 'missing' as const, 'contradicted' as const),
    offline: fc.option(share),
    own: share,
    isAltered: fc.boolean(),
    isRight: fc.boolean(),
  });
  const enough = fc.array(checked, { minLength: checkedVerdictsMin, maxLength: 120 });
  const lossOf = (marks: readonly CheckedVerdict[], weights: typeof startingWeights): number =>
    marks.reduce((sum, mark) => {
      const measures = measuresOf(mark);
      const logit =
        weights.base +
        weights.agreement * measures.agreement +
        weights.own * measures.own +
        weights.partial * measures.partial +
        weights.altered * measures.altered;
      return sum + Math.log1p(Math.exp(mark.isRight ? -logit : logit));
    }, 0);

  it('are not to be had from fewer than 50', () => {
    fc.assert(
      fc.property(fc.array(checked, { maxLength: checkedVerdictsMin - 1 }), (marks) => {
        expect(fitConfidence(marks)).toBeNull();
      }),
    );
  });

  it('are finite, the same every time and in every order, and explain the marks no worse than the starting ones', () => {
    fc.assert(
      fc.property(enough, (marks) => {
        const weights = fitConfidence(marks) ?? startingWeights;
        expect(fitConfidence(marks)).toEqual(weights);
        const turned = fitConfidence([...marks].reverse()) ?? startingWeights;
        for (const name of ['base', 'agreement', 'own', 'partial', 'altered'] as const) {
          expect(Number.isFinite(weights[name])).toBe(true);
          expect(turned[name]).toBeCloseTo(weights[name], 4);
        }
        expect(lossOf(marks, weights)).toBeLessThanOrEqual(lossOf(marks, startingWeights) + 1e-6);
      }),
      { numRuns: 50 },
    );
  });

  it('stay finite where a signal separates right from wrong perfectly', () => {
    const marks = Array.from({ length: 200 }, (_, index) => ({
      ...signals({ offline: index % 2, own: 0.85 }),
      isRight: index % 2 === 1,
    }));
    const weights = fitConfidence(marks);
    expect(weights?.agreement).toBeGreaterThan(startingWeights.agreement);
    expect(weights?.agreement).toBeLessThan(20);
  });

  it('leave a signal that was never seen where it started', () => {
    const marks = Array.from({ length: 80 }, (_, index) => ({ ...signals({ offline: 0.9 }), isRight: index % 5 > 0 }));
    expect(fitConfidence(marks)).toMatchObject({
      partial: startingWeights.partial,
      altered: startingWeights.altered,
      own: startingWeights.own,
    });
  });

  it('find again what the marks were made with', () => {
    const truth = { base: 0.5, agreement: 5, own: 0, partial: -2, altered: 0 };
    // Every combination, as often right as its chance says: no randomness.
    const marks = [0, 0.25, 0.5, 0.75, 1].flatMap((offline) =>
      [0.2, 0.6, 1].flatMap((own) =>
        (['covered', 'partial'] as const).flatMap((verdict) =>
          [true, false].flatMap((isAltered) => {
            const given = signals({ offline, own, verdict, isAltered });
            const right = Math.round(400 * pointConfidence(given, truth));
            return Array.from({ length: 400 }, (_, index) => ({ ...given, isRight: index < right }));
          }),
        ),
      ),
    );
    const found = fitConfidence(marks) ?? startingWeights;
    for (const name of ['base', 'agreement', 'own', 'partial', 'altered'] as const) {
      expect(Math.abs(found[name] - truth[name]), name).toBeLessThan(0.1);
    }
  });
});

function point(changes: Partial<PointVerdict> = {}): PointVerdict {
  return aPointVerdict({ confidence: 0.5, ...changes });
}

function judged(points: readonly PointVerdict[]): Judgement {
  return aJudgement({ judge: 'llm', points: [...points] });
}
