import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkScheme } from '../../../../shared/domain/mark-scheme.ts';
import { interpretExtraction } from '../../../../shared/evaluation/llm/extraction-interpret.ts';
import { aProposal, aProposedPoint, indexReference } from '../../../support/proposals.ts';

const read = (changes: Record<string, unknown> = {}) =>
  interpretExtraction(JSON.stringify(aProposal(changes)), indexReference);
const ids = (reading: ReturnType<typeof read>): string[] => reading.points.map(({ keyPoint }) => keyPoint.id);

describe('a proposal that a model replied', () => {
  it('is read whole when it is sound, with the place of each source', () => {
    const { points, misconceptions, defects, warnings } = read();
    expect({ defects, warnings }).toEqual({ defects: [], warnings: [] });
    expect(points.map(({ keyPoint }) => keyPoint)).toMatchObject([
      { id: 'faster-reads', role: 'essential', weight: 3, terms: ['full table scan'] },
      { id: 'slower-writes', role: 'essential' },
    ]);
    for (const { source } of points) expect(indexReference.slice(source.start, source.end)).toBe(source.text);
    expect(misconceptions).toMatchObject([{ id: 'free', contradicts: ['slower-writes'] }]);
  });

  it('loses a point whose source does not stand in the reference, and says so to model and owner', () => {
    const reading = read({
      points: [aProposedPoint(), aProposedPoint({ id: 'invented', source: 'indexes are free' })],
    });
    expect(ids(reading)).toEqual(['faster-reads']);
    expect(reading.defects).toEqual([expect.stringMatching(/invented.*word for word/)]);
    expect(reading.warnings.map(({ code }) => code)).toContain('source-not-found');
  });

  it('forgives case, spacing and punctuation of a source, nothing else', () => {
    const source = 'AN INDEX   speeds up reads, because it avoids “full-table” scans';
    expect(ids(read({ points: [aProposedPoint({ source })] }))).toEqual(['faster-reads']);
    expect(ids(read({ points: [aProposedPoint({ source: 'An index speeds up writes' })] }))).toEqual([]);
    expect(ids(read({ points: [aProposedPoint({ source: ' ... ' })] }))).toEqual([]);
  });

  it('loses a hint that gives its point away, and keeps the point', () => {
    const { points, warnings } = read({ points: [aProposedPoint({ hint: 'What is scanned in full?' })] });
    expect(points[0]?.keyPoint).not.toHaveProperty('hint');
    expect(warnings).toMatchObject([{ code: 'hint-gives-away', keyPointId: 'faster-reads' }]);
  });

  it('has valid ids of its own where two are the same or not valid, and contradictions follow them', () => {
    const points = [
      aProposedPoint({ id: 'Faster Reads!' }),
      aProposedPoint({ id: 'Faster Reads!' }),
      aProposedPoint({ id: '?' }),
    ];
    const reading = read({
      points,
      misconceptions: [{ id: 'm', claim: 'It is free.', correction: 'No.', contradicts: ['?', 'x'] }],
    });
    expect(ids(reading)).toEqual(['faster-reads', 'k2', 'k3']);
    expect(reading.misconceptions).toMatchObject([{ contradicts: ['k3'] }]);
  });

  it('has different ids even where a model names its points as code would', () => {
    const given = ['k4', 'k4-2', 'k4-4', 'k4', 'k4'];
    expect(new Set(ids(read({ points: given.map((id) => aProposedPoint({ id })) }))).size).toBe(given.length);
  });

  it('loses only the entries that are not well-formed, and is cut to what was asked for', () => {
    const long = Array.from({ length: 9 }, (_, index) => `word ${index}`);
    const reading = read({
      points: [{ id: 'bad' }, 'nonsense', aProposedPoint({ weight: '9', aliases: long, terms: long, hint: '' })],
      misconceptions: [null, { id: 'm', claim: 'It is free.', correction: 'It is not.', contradicts: [] }],
      warnings: ['The reference is thin.', 7],
    });
    expect(reading.points.map(({ keyPoint }) => keyPoint)).toMatchObject([
      { weight: 3, aliases: long.slice(0, 4), terms: long.slice(0, 6) },
    ]);
    expect(reading.misconceptions).toHaveLength(1);
    expect(reading.defects).toHaveLength(3);
    expect(reading.warnings.map(({ code }) => code)).toEqual([
      'entry-unusable',
      'entry-unusable',
      'entry-unusable',
      'model-says',
    ]);
  });

  it('is nothing, with a defect, where it is no proposal', () => {
    for (const text of ['', 'Sure!', '[]', '{"points": 3}', '{"points": []}']) {
      expect(interpretExtraction(text, indexReference)).toMatchObject({ points: [], defects: [expect.any(String)] });
    }
  });

  it('makes a valid mark scheme whatever the model replies', () => {
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.constant(aProposedPoint()),
      fc.record({ ...aProposedPointWith(fc.string()) }),
    );
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 5 }),
        fc.array(fc.jsonValue(), { maxLength: 3 }),
        (points, misconceptions) => {
          const reading = interpretExtraction(JSON.stringify({ points, misconceptions }), indexReference);
          const keyPoints = reading.points.map(({ keyPoint }) => keyPoint);
          const parsed = MarkScheme.safeParse({ keyPoints, misconceptions: [...reading.misconceptions] });
          expect(parsed.error).toBeUndefined();
          for (const { source } of reading.points) {
            expect(indexReference.slice(source.start, source.end)).toBe(source.text);
          }
        },
      ),
    );
  });
});

function aProposedPointWith(text: fc.Arbitrary<string>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    Object.entries(aProposedPoint()).map(([key, value]) => [
      key,
      typeof value === 'string' ? fc.oneof(text, fc.constant(value)) : fc.constant(value),
    ]),
  );
}
