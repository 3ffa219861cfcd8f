import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import type * as z from 'zod';
import type { Judgement, Marks, PointVerdict } from '../../shared/domain/evaluation.ts';
import { ScoringPolicy } from '../../shared/domain/mark-scheme.ts';
import { type AuthoredQuestion, type GradableQuestion, QuestionContent } from '../../shared/domain/question.ts';
import { QuestionBank } from '../../shared/domain/question-bank.ts';
import { marksFor } from '../../shared/evaluation/marks.ts';
import { judgeOffline } from '../../shared/evaluation/offline/offline-judge.ts';
import { prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import type { Verdicts } from '../../shared/evaluation/scoring.ts';

/** A small knowledge question with essential points, a bonus point, an alias, a number and a misconception. */
export function aKnowledgeQuestion(changes: Partial<z.input<typeof QuestionContent>> = {}): GradableQuestion {
  return QuestionContent.parse({
    category: 'Resilience',
    prompt: 'What is a circuit breaker between services?',
    reference:
      'A circuit breaker stops calls to a remote dependency once too many have failed. While open, callers fail fast ' +
      'instead of waiting for timeouts. After a pause of 30 seconds a trial request tests whether the remote side has recovered. ' +
      'So one outage is kept from cascading across the whole platform.',
    markScheme: {
      keyPoints: [
        { id: 'stops', text: 'It stops calls to a remote dependency once too many have failed.', weight: 3 },
        {
          id: 'fast',
          text: 'While open, callers fail fast instead of waiting for timeouts.',
          weight: 2,
          aliases: ['The error comes back immediately rather than after a long hang.'],
        },
        { id: 'trial', text: 'After a pause of 30 seconds a trial request tests recovery.', weight: 2 },
        { id: 'cascade', text: 'It keeps an outage from cascading across the whole platform.', role: 'bonus' },
      ],
      misconceptions: [{ id: 'retries', claim: 'It retries failed calls.', correction: 'It refuses them.' }],
    },
    ...changes,
  });
}

/** A behavioural question with two rubric dimensions and nothing else. */
export function aBehaviouralQuestion(): GradableQuestion {
  const levels = ['nothing at all', 'hardly any', 'some of it', 'most of it', 'all of it'];
  return QuestionContent.parse({
    category: 'Behavioural',
    kind: 'behavioural',
    prompt: 'Tell us about a conflict in your team.',
    markScheme: {
      dimensions: [
        { id: 'example', name: 'Concrete example', levels },
        { id: 'outcome', name: 'Outcome', levels },
      ],
    },
  });
}

/** The judgement of the real offline judge and the marks that follow from it. */
export function gradeOffline(question: GradableQuestion, answer: string): { judgement: Judgement; marks: Marks } {
  const judgement = judgeOffline(prepareScheme(question), answer);
  return { judgement, marks: marksFor(question, judgement) };
}

/** The verdict on one point, which has to exist. */
export function verdictOn(judgement: Judgement, keyPointId: string): PointVerdict {
  const found = judgement.points.find((point) => point.keyPointId === keyPointId);
  if (found === undefined) throw new Error(`no point ${keyPointId}`);
  return found;
}

/** The questions that ship, read from their files. */
export function shippedQuestions(): AuthoredQuestion[] {
  const folder = new URL('../../data/questions/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => QuestionBank.parse(parse(readFileSync(new URL(name, folder), 'utf8'))).questions);
}

/** Text that only Unicode allows: lone surrogates, emoji with joiners, marks without a base, look-alikes, CRLF, hidden. */
export function awkwardText(words: readonly string[] = []): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...words, 'fast', 'calls', ' ', '. ', '\r\n', ', ', '\n- '),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(
      '\u200b',
      '\u202e',
      '\ufeff',
      '\u00ad',
      '\u0301',
      'e\u0301\u0323',
      '\u1100\u1161',
      '\ufb01',
      '½',
      '…',
    ),
    fc.constantFrom('👩‍💻', '❤️', '1️⃣', '🇬🇧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'саllеrs', 'timeоuts', 'ﬀ', 'Ⅳ', '𝒇ast'),
  );
  return fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
}

type Point = Verdicts['points'][number];

/** A verdict on a point, with the coverage that such a verdict may have. */
export function anyPoint(): fc.Arbitrary<Point> {
  const credit = fc.double({ min: 0, max: 1, noNaN: true });
  const found = fc.oneof(
    credit.map((coverage) => ({ verdict: 'covered' as const, coverage })),
    credit.map((coverage) => ({ verdict: 'partial' as const, coverage })),
    credit.map((coverage) => ({ verdict: 'missing' as const, coverage })),
    fc.constantFrom(
      { verdict: 'contradicted' as const, coverage: 0 },
      { verdict: 'unjudged' as const, coverage: null },
    ),
  );
  const place = fc.record({ role: fc.constantFrom('essential' as const, 'bonus' as const), weight: anyWeight() });
  return fc.tuple(found, place).map(([verdict, rest]) => ({ ...verdict, ...rest }));
}

/** An essential point of weight 1 with this outcome. */
export function essential(outcome: Pick<Point, 'verdict' | 'coverage'>): Point {
  return { role: 'essential', weight: 1, ...outcome };
}

/** Verdicts on these points and on nothing else. */
export function verdictsOf(points: readonly Point[]): Verdicts {
  return { points, misconceptions: [], dimensions: [] };
}

/** Verdicts of any mixture, with and without points, misconceptions and dimensions. */
export function anyVerdicts(): fc.Arbitrary<Verdicts> {
  const level = fc.option(fc.integer({ min: 0, max: 4 }));
  return fc.record({
    points: fc.array(anyPoint(), { maxLength: 8 }),
    misconceptions: fc.array(fc.record({ asserted: fc.constantFrom(true, false, null) }), { maxLength: 8 }),
    dimensions: fc.array(fc.record({ weight: anyWeight(), level }), { maxLength: 4 }),
  });
}

export function anyWeight(): fc.Arbitrary<number> {
  return fc.double({ min: 0.1, max: 10, noNaN: true });
}

/** Any policy that the schema allows. */
export function anyPolicy(): fc.Arbitrary<ScoringPolicy> {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.record({
    bonusShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
    contradictionPenalty: share,
    misconceptionPenalty: share,
    misconceptionPenaltyMax: share,
    rubricShare: share,
    wordCredit: fc.constantFrom('proportional', 'diminishing'),
  });
}

/** The policy of a scheme that says nothing about scoring. */
export const usualPolicy: ScoringPolicy = ScoringPolicy.parse({});
