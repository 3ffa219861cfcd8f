import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgingEvent } from '../../../../shared/domain/evaluation-event.ts';
import { takeIn } from '../../../../shared/evaluation/intake.ts';
import { interpretReply } from '../../../../shared/evaluation/llm/interpret.ts';
import { llmJudgement } from '../../../../shared/evaluation/llm/llm-judgement.ts';
import { streamedVerdicts } from '../../../../shared/evaluation/llm/streamed-verdicts.ts';
import { readerOf } from '../../../../shared/evaluation/offline/answer-reader.ts';
import { judgePoints } from '../../../../shared/evaluation/offline/point-verdicts.ts';
import { prepareScheme } from '../../../../shared/evaluation/prepared-scheme.ts';
import { aPoint, aReport, goodAnswer, indexQuestion } from '../../../support/llm-grader.ts';

const scheme = prepareScheme(indexQuestion);
const intake = takeIn(goodAnswer, scheme);
const offline = judgePoints(scheme, readerOf(scheme, intake));

/** What is told of a text that comes in these portions. */
function told(portions: readonly string[]): JudgingEvent[] {
  const events: JudgingEvent[] = [];
  const hear = streamedVerdicts(
    scheme.question,
    intake,
    () => offline,
    (event) => events.push(event),
  );
  let text = '';
  for (const portion of portions) {
    text += portion;
    hear(text);
  }
  return events;
}

function judged(text: string) {
  return llmJudgement(scheme.question, intake, interpretReply(text, scheme.question, intake), [], offline, new Set());
}

const sound = JSON.stringify(aReport());
const unsound = aReport({
  points: [
    aPoint('reads', 'makes reads faster because the engine avoids full table scans'),
    aPoint('writes', 'words that nobody has ever written'),
    aPoint('space', '', { verdict: 'covered' }),
    aPoint('invented', 'every insert has to maintain the index'),
    { id: 'reads' },
    'nonsense',
  ],
  misconceptions: [{ id: 'free', asserted: true, evidence: 'it costs nothing at all' }],
});

describe('the verdicts of a report that is still being written', () => {
  it('are those of the whole one, in its order, wherever the text is cut', () => {
    const { points, misconceptions } = judged(sound);
    const whole = [
      ...points.map((point) => ({ kind: 'point', point })),
      ...misconceptions.map((misconception) => ({ kind: 'misconception', misconception })),
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: sound.length }), { maxLength: 30 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), sound.length];
        expect(told(at.slice(1).map((end, index) => sound.slice(at[index], end)))).toEqual(whole);
      }),
    );
  });

  it('are told as soon as the entry has ended, and not before', () => {
    const end = sound.indexOf('}', sound.indexOf('"id":"reads"')) + 1;
    expect(told([sound.slice(0, end - 1)])).toEqual([]);
    expect(told([sound.slice(0, end - 1), sound.slice(end - 1, end)])).toMatchObject([
      { kind: 'point', point: { keyPointId: 'reads', verdict: 'covered' } },
    ]);
  });

  it('are none without a quote that stands in the answer, of parts that nobody asked about, or of what is no entry', () => {
    expect(told([JSON.stringify(unsound)])).toMatchObject([{ kind: 'point', point: { keyPointId: 'reads' } }]);
  });

  it('begin anew where another reply begins', () => {
    const events: JudgingEvent[] = [];
    const hear = streamedVerdicts(
      scheme.question,
      intake,
      () => offline,
      (event) => events.push(event),
    );
    hear(sound.slice(0, -2));
    const before = events.length;
    const other = JSON.stringify(aReport({ points: [aPoint('space', '')] }));
    hear(other.slice(0, 30));
    hear(other);
    expect(events.slice(before)).toMatchObject([
      { kind: 'point', point: { keyPointId: 'space' } },
      { kind: 'misconception' },
    ]);
  });

  it('are found behind a fence and a few words', () => {
    expect(told(['Here it is:\n```json\n', sound, '\n```\nThat is all. {}'])).toEqual(told([sound]));
  });

  it('credit nothing without evidence that stands in the answer, whatever is written', () => {
    const anyEntry = fc.record({
      id: fc.constantFrom('reads', 'writes', 'space', 'free', 'x'),
      sentence: fc.oneof(fc.integer(), fc.string()),
      evidence: fc.oneof(fc.string(), fc.constantFrom('makes reads faster', 'slower', '')),
      reason: fc.string(),
      verdict: fc.constantFrom('covered', 'partial', 'missing', 'contradicted', 'unjudged', 'yes'),
      confidence: fc.oneof(fc.double(), fc.string()),
      asserted: fc.boolean(),
    });
    const anyReport = fc.record({
      points: fc.array(anyEntry),
      misconceptions: fc.array(anyEntry),
      dimensions: fc.anything(),
    });
    const anyText = fc.oneof(
      anyReport.map((report) => JSON.stringify(report)),
      fc.string().map((junk) => `{"points":[${junk}`),
    );
    fc.assert(
      fc.property(anyText, fc.nat(), (text, cut) => {
        for (const event of told([text.slice(0, cut % (text.length + 1)), text.slice(cut % (text.length + 1))])) {
          if (event.kind !== 'point') continue;
          const { verdict, evidence } = event.point;
          if (verdict !== 'missing') expect(evidence.length).toBeGreaterThan(0);
          for (const { start, end, text: quote } of evidence) expect(goodAnswer.slice(start, end)).toBe(quote);
        }
      }),
    );
  });
});
