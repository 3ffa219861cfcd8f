import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReviewReason } from '../../../shared/domain/evaluation.ts';
import { chooseForReview, mustReview, type Reviewable } from '../../../shared/evaluation/review-queue.ts';

const anItem = (expectedHarm: number, ...reviewReasons: ReviewReason[]): Reviewable => ({
  expectedHarm,
  reviewReasons,
});
const anyItem: fc.Arbitrary<Reviewable> = fc.record({
  expectedHarm: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  reviewReasons: fc.oneof(
    fc.constant<ReviewReason[]>([]),
    fc.uniqueArray(fc.constantFrom<ReviewReason>('judge-unsure', 'judges-disagree', 'hedging'), { minLength: 1 }),
    fc.uniqueArray(fc.constantFrom(...ReviewReason.options), { maxLength: 4 }),
  ),
});
const anyItems = fc.array(anyItem, { maxLength: 60 });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

describe('a review within a budget', () => {
  it('takes who must be looked at, then the most harmful, and leaves the rest', () => {
    const unjudged = anItem(0.1, 'unjudged-point');
    const [worst, bad, slight] = [anItem(0.9, 'judge-unsure'), anItem(0.6, 'hedging'), anItem(0.3, 'judges-disagree')];
    const sound = Array<Reviewable>(6).fill(anItem(0.2));
    const plan = chooseForReview([slight, unjudged, ...sound, bad, worst], 0.2);
    expect(plan).toEqual({ sent: [worst, unjudged], left: [bad, slight], mustCount: 1, budgetCount: 2 });
  });

  it('never leaves out whoever pasted the reference: the marks are full, and nobody has answered', () => {
    expect(mustReview(['pasted-reference'])).toBe(true);
  });

  it('sends all that must be looked at although they alone pass the budget', () => {
    const items = [anItem(0.1, 'wrong-language'), anItem(0.5, 'model-refused'), anItem(0.9, 'hedging'), anItem(1)];
    const plan = chooseForReview(items, 0.25);
    expect(plan.sent).toEqual([items[1], items[0]]);
    expect(plan).toMatchObject({ left: [items[2]], mustCount: 2, budgetCount: 1 });
  });

  it('rounds the budget down, and takes a share of people for what they mean by it', () => {
    const items = Array<Reviewable>(100).fill(anItem(0.5, 'hedging'));
    for (let percent = 0; percent <= 100; percent += 1)
      expect(chooseForReview(items, percent / 100).sent).toHaveLength(percent);
    expect(chooseForReview(items.slice(0, 9), 0.2).sent).toHaveLength(1);
  });

  it('sends nobody twice or without a reason, all who must, and nobody who does less harm than one left', () => {
    fc.assert(
      fc.property(anyItems, share, (items, budget) => {
        const { sent, left, mustCount, budgetCount } = chooseForReview(items, budget);
        const doubtful = items.filter(({ reviewReasons }) => reviewReasons.length > 0);
        expect([...sent, ...left]).toHaveLength(doubtful.length);
        expect(new Set([...sent, ...left])).toEqual(new Set(doubtful));
        const must = sent.filter(({ reviewReasons }) => mustReview(reviewReasons));
        expect(must).toHaveLength(mustCount);
        expect(left.some(({ reviewReasons }) => mustReview(reviewReasons))).toBe(false);
        expect(sent.length).toBeLessThanOrEqual(Math.max(mustCount, budgetCount));
        if (left.length > 0) expect(sent.length).toBe(Math.max(mustCount, budgetCount));
        const harms = (chosen: readonly Reviewable[]) => chosen.map(({ expectedHarm }) => expectedHarm);
        const weighed = sent.filter((item) => !must.includes(item));
        expect(Math.min(1, ...harms(weighed))).toBeGreaterThanOrEqual(Math.max(0, ...harms(left)));
        for (const queue of [sent, left]) expect(harms(queue)).toEqual(harms(queue).toSorted((a, b) => b - a));
      }),
    );
  });

  it('sends with a larger budget whom it sends with a smaller one', () => {
    fc.assert(
      fc.property(anyItems, share, share, (items, one, other) => {
        const [small, large] = one < other ? [one, other] : [other, one];
        const all = new Set(chooseForReview(items, large).sent);
        for (const item of chooseForReview(items, small).sent) expect(all.has(item)).toBe(true);
      }),
    );
  });
});

describe('what a person must look at', () => {
  it.each<ReviewReason>([
    'behavioural-question',
    'unjudged-point',
    'unjudged-dimension',
    'model-refused',
    'model-cut-off',
    'model-unavailable',
    'model-reply-invalid',
    'evidence-not-found',
    'essential-point-contradicted',
    'manipulation-suspected',
    'hidden-or-encoded-text',
    'wrong-language',
  ])('is an answer with the reason %s, among others or alone', (reason) => {
    expect(mustReview([reason])).toBe(true);
    expect(mustReview(['hedging', reason])).toBe(true);
  });

  it('is nothing that merely puts a mark in doubt', () => {
    expect(mustReview([])).toBe(false);
    expect(mustReview(['judge-unsure', 'judges-disagree', 'keyword-list', 'hedging', 'near-pass-mark'])).toBe(false);
  });
});
