import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuestionContent } from '../../../../shared/domain/question.ts';
import { interpretReply, mergeReadings } from '../../../../shared/evaluation/llm/interpret.ts';
import { aPoint, aReport, goodAnswer, indexQuestion } from '../../../support/llm-grader.ts';
import { intakeOf } from '../../../support/llm-intake.ts';

const levels = ['none', 'little', 'some', 'much', 'all of it'];
const question = QuestionContent.parse({
  ...indexQuestion,
  markScheme: {
    ...indexQuestion.markScheme,
    dimensions: [{ id: 'clarity', name: 'Clarity', levels: levels.map((l) => `${l}.`) }],
  },
});
const clarity = { id: 'clarity', evidence: 'every insert', level: 3 };
const intake = intakeOf(goodAnswer);
const report = (changes: Record<string, unknown> = {}) => aReport({ dimensions: [clarity], ...changes });
const read = (reply: unknown) =>
  interpretReply(typeof reply === 'string' ? reply : JSON.stringify(reply), question, intake);
const text = JSON.stringify(report());

describe('a reply', () => {
  it.each([
    ['as asked for', text],
    ['indented', JSON.stringify(report(), null, 2)],
    ['fenced as JSON', `\`\`\`json\n${text}\n\`\`\``],
    ['fenced', `\`\`\`\n${text}\n\`\`\``],
    ['wrapped in talk', `Here is the report:\n${text}\nI hope that helps.`],
    ['with trailing commas', text.replaceAll('}]', '},]').replaceAll('"}', '",}')],
    ['with single quotes', text.replaceAll('"', "'")],
    ['without its last bracket', text.slice(0, -1)],
    ['with fields nobody asked for', JSON.stringify(report({ score: 100, extra: {} }))],
  ])('is read by code alone, without a fault, when it comes %s', (_, reply) => {
    const reading = read(reply);
    expect(reading.defects).toEqual([]);
    expect([...reading.points.keys()]).toEqual(['reads', 'writes', 'space']);
    expect(reading.dimensions.get('clarity')?.entry.level).toBe(3);
  });

  it.each([
    [''],
    ['I can not say.'],
    ['null'],
    ['[]'],
    ['"{}"'],
    ['42'],
    ['{'],
    ['{}'],
    ['{"points": 7}'],
    ['{"points": [null, 1]}'],
  ])('that is %j judges nothing and says that something is wrong', (reply) => {
    const reading = read(reply);
    expect(reading.points.size + reading.misconceptions.size + reading.dimensions.size).toBe(0);
    expect(reading.defects.length).toBeGreaterThan(0);
  });
});

describe('an entry', () => {
  const rest = [aPoint('writes', 'every insert'), aPoint('space', '')];
  it.each([
    ['is left out', rest, 'point reads is absent.'],
    [
      'is given twice',
      [aPoint('reads', 'makes reads faster'), aPoint('reads', ''), ...rest],
      'point reads is given 2 times.',
    ],
    [
      'has a verdict of its own making',
      [aPoint('reads', 'makes reads faster', { verdict: 'excellent' }), ...rest],
      'point reads: verdict',
    ],
    ['calls itself unjudged', [aPoint('reads', '', { verdict: 'unjudged' }), ...rest], 'point reads: verdict'],
    ['has no confidence', [aPoint('reads', '', { confidence: undefined }), ...rest], 'point reads: confidence'],
    ['has its verdict as a list', [aPoint('reads', '', { verdict: ['covered'] }), ...rest], 'point reads: verdict'],
    ['has an id in another case', [aPoint('READS', 'makes reads faster'), ...rest], 'point reads is absent.'],
  ])('that %s counts as not given, alone', (_, points, defect) => {
    const reading = read(report({ points }));
    expect([...reading.points.keys()]).toEqual(['writes', 'space']);
    expect(reading.defects).toMatchObject([{ detail: expect.stringContaining(defect) }]);
  });

  it.each(['covered', 'partial', 'contradicted'])('that says %s needs evidence', (verdict) => {
    for (const evidence of ['', 'the', 'walks a B-tree']) {
      const reading = read(report({ points: [aPoint('reads', evidence, { verdict }), ...rest] }));
      expect(reading.points.get('reads')?.evidence).toBeNull();
      expect(reading.defects).toMatchObject([{ detail: expect.stringContaining('point reads: the evidence') }]);
    }
  });

  it('that says missing needs none, and what it quotes is dropped', () => {
    const reading = read(report({ points: [aPoint('reads', 'whatever', { verdict: 'missing' }), ...rest] }));
    expect(reading.points.get('reads')?.evidence).toEqual([]);
    expect(reading.defects).toEqual([]);
  });

  it('about something nobody asked about is ignored', () => {
    const unknown = [aPoint('bonus-marks', 'makes reads faster'), aPoint('__proto__', 'makes reads faster')];
    const reading = read(report({ points: [...unknown, aPoint('reads', ''), ...rest] }));
    expect([...reading.points.keys()]).toEqual(['reads', 'writes', 'space']);
    expect(reading.defects).toEqual([]);
  });

  it.each([[-1], [5], [2.5], ['2.5'], ['three'], [''], [null]])(
    'about a dimension at level %j counts as not given',
    (level) => {
      const reading = read(report({ dimensions: [{ ...clarity, level }] }));
      expect(reading.dimensions.size).toBe(0);
      expect(reading.defects).toMatchObject([{ detail: expect.stringContaining('dimension clarity') }]);
    },
  );

  it('may have its numbers as text, which can mean nothing else', () => {
    const points = [aPoint('reads', 'makes reads faster', { sentence: '1', confidence: '85' }), ...rest];
    const reading = read(report({ points, dimensions: [{ ...clarity, level: ' 3 ' }] }));
    expect(reading.defects).toEqual([]);
    expect(reading.points.get('reads')?.entry).toMatchObject({ sentence: 1, confidence: 85 });
    expect(reading.dimensions.get('clarity')?.entry.level).toBe(3);
  });

  it.each([
    ['shares, where none is over 1', [0.9, 0.4, 1], [90, 40, 100]],
    ['shares as text', ['0.9', '0.4', '1.0'], [90, 40, 100]],
    ['per cent, where one is over 1', [1, 40, 0.5], [1, 40, 0.5]],
    ['per cent, where one under an unknown id is', [1, 1, 0, 90], [1, 1, 0]],
    ['nothing at all', [0, 0, 0], [0, 0, 0]],
  ])('has its confidence read as %s', (_, said, meant) => {
    const points = ['reads', 'writes', 'space', 'unknown']
      .slice(0, said.length)
      .map((id, index) => aPoint(id, '', { confidence: said[index] }));
    const reading = read(report({ points }));
    expect(['reads', 'writes', 'space'].map((id) => reading.points.get(id)?.entry.confidence)).toEqual(meant);
  });

  it('about a dimension needs evidence above level 0', () => {
    const at = (level: number) => read(report({ dimensions: [{ ...clarity, level, evidence: 'invented words' }] }));
    expect(at(1).dimensions.get('clarity')?.evidence).toBeNull();
    expect(at(0).dimensions.get('clarity')?.evidence).toEqual([]);
  });

  it('that claims a misconception needs evidence', () => {
    const claim = (evidence: string) => read(report({ misconceptions: [{ id: 'free', asserted: true, evidence }] }));
    expect(claim('costs nothing').misconceptions.get('free')?.evidence).toBeNull();
    expect(claim('writes are slower').misconceptions.get('free')?.evidence).toHaveLength(1);
  });
});

describe('two readings', () => {
  it('keep what is sound in the first and take the rest from the second', () => {
    const first = read(report({ points: [aPoint('reads', 'invented words'), aPoint('writes', '')] }));
    const second = read(report());
    const merged = mergeReadings(first, second);
    const verdicts = [...merged.points].map(([id, { entry }]) => [id, entry.verdict]);
    expect(Object.fromEntries(verdicts)).toEqual({ reads: 'covered', writes: 'missing', space: 'missing' });
  });
});

property.prop([
  fc.oneof(
    fc.string(),
    fc.json(),
    fc.string().map((junk) => text.slice(0, junk.length * 7) + junk),
  ),
])('no reply, however broken, makes reading it fail or gives an entry of unknown id', (reply) => {
  const reading = read(reply);
  for (const id of reading.points.keys()) expect(['reads', 'writes', 'space']).toContain(id);
});
