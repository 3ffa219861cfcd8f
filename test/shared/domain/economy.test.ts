import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutChunks, economyPrice } from '../../../shared/domain/economy.ts';
import { costUsdMicros } from '../../../shared/domain/model-call.ts';

// Rows of few questions and works: a work is an answer to one question.
const someRows = fc
  .array(fc.record({ question: fc.integer({ max: 3, min: 0 }), answer: fc.integer({ max: 5, min: 0 }) }), {
    maxLength: 60,
  })
  .map((rows) =>
    rows.map(({ question, answer }, index) => ({
      row: index + 1,
      question: `q${question}`,
      work: `w${question}-${answer}`,
    })),
  );
const someSize = fc.record({ worksMax: fc.integer({ min: 1, max: 5 }), rowsMax: fc.integer({ min: 1, max: 20 }) });

describe('chunks', () => {
  it('hold every row once, within their size', () => {
    fc.assert(
      fc.property(someRows, someSize, (rows, size) => {
        const chunks = cutChunks(rows, size);
        expect(chunks.flat(2).toSorted((a, b) => a - b)).toEqual(rows.map(({ row }) => row));
        for (const works of chunks) {
          expect(works.length).toBeLessThanOrEqual(size.worksMax);
          expect(works.flat().length).toBeLessThanOrEqual(size.rowsMax);
        }
      }),
    );
  });

  it('keep rows of the same work together unless a chunk is too small for them', () => {
    fc.assert(
      fc.property(someRows, someSize, (rows, size) => {
        const parts = Map.groupBy(cutChunks(rows, size).flat(), ([first = 0]) => rows[first - 1]?.work);
        for (const [work, ofWork] of parts) {
          const count = rows.filter((row) => row.work === work).length;
          expect(ofWork).toHaveLength(Math.ceil(count / size.rowsMax));
        }
      }),
    );
  });

  it('go from question to question, in the same way however the rows come', () => {
    fc.assert(
      fc.property(someRows, someSize, (rows, size) => {
        const chunks = cutChunks(rows, size);
        const questions = chunks.flat(2).map((row) => rows[row - 1]?.question ?? '');
        expect(questions).toEqual(questions.toSorted());
        expect(cutChunks(rows.toReversed(), size)).toEqual(chunks);
      }),
    );
  });
});

describe('the price of economy mode', () => {
  it('is half of the list price, and unknown where that is', () => {
    const usage = { inputTokens: 1_000, cachedInputTokens: 200, outputTokens: 300 };
    const price = { input: 2, cachedInput: 0.5, output: 8 };
    const half = economyPrice(price);
    expect(half === null ? null : costUsdMicros(usage, half)).toBe(costUsdMicros(usage, price) / 2);
    expect(economyPrice(null)).toBeNull();
  });
});
