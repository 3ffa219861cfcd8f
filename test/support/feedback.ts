import fc from 'fast-check';
import type { Judgement, MisconceptionFinding, PointVerdict } from '../../shared/domain/evaluation.ts';
import type { Feedback } from '../../shared/domain/feedback.ts';
import { type GradableQuestion, QuestionContent } from '../../shared/domain/question.ts';

export type Judged = Pick<Judgement, 'gate' | 'points' | 'misconceptions'>;

/** Everything of feedback that a candidate can read. */
export function textsOf({ summary, points, claims, tips, nextStep }: Feedback): string[] {
  return [summary, ...[...points, ...claims].flatMap(({ quotes, text }) => [...quotes, text]), ...tips, nextStep ?? ''];
}

/**
 * Finds what a text gives away of a question: five words in a row of a right answer that neither answer nor prompt has. Told
 * here by other means than the product's, so that the two can't be wrong together.
 */
export function leakFinder(question: GradableQuestion, answer: string): (text: string) => string[] {
  const { reference, referenceAlternatives, markScheme, prompt } = question;
  const right = [
    reference,
    ...referenceAlternatives,
    ...markScheme.keyPoints.flatMap((point) => [point.text, ...point.aliases]),
    ...markScheme.misconceptions.map(({ correction }) => correction),
  ];
  const kept = new Set(right.flatMap(fives));
  const free = new Set([answer, prompt].flatMap(fives));
  return (text) => fives(text).filter((five) => kept.has(five) && !free.has(five));
}

function fives(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.slice(4).map((_, index) => words.slice(index, index + 5).join(' '));
}

/** Any verdicts on a question, each with quotes that stand in the answer, at word boundaries or not. */
export function anyJudgementOf(question: GradableQuestion, answer: string): fc.Arbitrary<Judged> {
  const { keyPoints, misconceptions } = question.markScheme;
  const evidence = fc.array(anySpanOf(answer), { maxLength: answer === '' ? 0 : 2 });
  const verdicts = keyPoints.map(({ id, text, role, weight }) =>
    fc.tuple(fc.constantFrom('covered', 'partial', 'missing', 'contradicted', 'unjudged'), evidence).map(
      ([verdict, spans]): PointVerdict => ({
        ...{ keyPointId: id, text, role, weight, verdict, evidence: spans },
        ...{
          coverage: verdict === 'unjudged' ? null : 0.5,
          reason: `The point says: ${text}`,
          confidence: null,
          doubtful: false,
        },
      }),
    ),
  );
  const findings = misconceptions.map(({ id, claim }) =>
    fc
      .tuple(fc.constantFrom(true, false, null), evidence)
      .map(([asserted, spans]): MisconceptionFinding => ({ misconceptionId: id, claim, asserted, evidence: spans })),
  );
  return fc.record({ gate: fc.constant(null), points: fc.tuple(...verdicts), misconceptions: fc.tuple(...findings) });
}

function anySpanOf(answer: string): fc.Arbitrary<PointVerdict['evidence'][number]> {
  const place = fc.nat({ max: Math.max(0, answer.length - 1) });
  const words = [...answer.matchAll(/\S+/g)];
  const word = fc.nat({ max: Math.max(0, words.length - 1) });
  const between = fc
    .tuple(place, place)
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other) + 1] as const);
  const whole = fc.tuple(word, word).map(([one, other]) => {
    const [first, last] = [words[Math.min(one, other)], words[Math.max(one, other)]];
    return [first?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0)] as const;
  });
  return fc.oneof(between, whole).map(([start, end]) => ({ start, end, text: answer.slice(start, end) }));
}

/** Small questions whose texts, hints and answers share most of their words, those of the fixed sentences among them. */
export function anyQuestionAndAnswer(): fc.Arbitrary<{ question: GradableQuestion; answer: string }> {
  const word = fc.constantFrom(
    ...'check this claim again a person will look at point of the answer is not here yet say rest'.split(' '),
    ...[
      'lock',
      'Locks',
      'cache',
      'cached',
      'row',
      'don’t',
      'HTTP/2',
      'ﬁnd',
      '2',
      'two',
      'naïve',
      'キャッシュ',
      '缓存',
      '.',
    ],
  );
  const phrase = (min: number, max: number): fc.Arbitrary<string> =>
    fc.array(word, { minLength: min, maxLength: max }).map((words) => `x ${words.join(' ')}`);
  return fc
    .tuple(phrase(6, 30), phrase(1, 12), phrase(0, 14), fc.array(phrase(1, 8), { maxLength: 3 }))
    .chain(([reference, prompt, own, aliases]) => {
      const part = anyPartOf(reference);
      const keyPoint = fc.record({ text: part, hint: fc.oneof(part, phrase(3, 12)), role: anyRole, weight });
      return fc
        .tuple(fc.array(keyPoint, { minLength: 1, maxLength: 4 }), part, part)
        .map(([points, said, correction]) => ({
          question: QuestionContent.parse({
            category: 'Any',
            prompt: `ask ${prompt}`,
            reference,
            referenceAlternatives: aliases,
            markScheme: {
              keyPoints: points.map((point, index) => ({ id: `k${index}`, aliases, terms: ['cache'], ...point })),
              misconceptions: [{ id: 'm', claim: 'a wrong claim', correction }],
            },
          }),
          answer: `${own} ${said}`,
        }));
    });
}

/** A right answer, a stretch of it, and an answer pieced together from other stretches; some words are many signs. */
export function anyStretchAndAnswer(): fc.Arbitrary<{ reference: string; stretch: string; answer: string }> {
  const word = fc.constantFrom(...'lock row キャッシュ 缓存 ข้อมูล ﬁnd don’t now'.split(' '));
  return fc.array(word, { minLength: 6, maxLength: 9 }).chain((words) => {
    const stretch = fc
      .tuple(fc.nat({ max: words.length - 1 }), fc.integer({ min: 2, max: 7 }))
      .map(([start, length]) => words.slice(start, start + length).join(' '));
    const answer = fc.array(stretch, { maxLength: 8 }).map((stretches) => stretches.join(' '));
    return fc.record({ reference: fc.constant(words.join(' ')), stretch, answer });
  });
}

const anyRole = fc.constantFrom('essential' as const, 'bonus' as const);
const weight = fc.integer({ min: 1, max: 3 });

function anyPartOf(text: string): fc.Arbitrary<string> {
  const words = text.split(' ');
  return fc
    .tuple(fc.nat({ max: words.length - 1 }), fc.integer({ min: 3, max: 12 }))
    .map(([start, length]) => `so ${words.slice(start, start + length).join(' ')} now`);
}
