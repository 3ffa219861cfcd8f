import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { QuestionContent } from '../../../shared/domain/question.ts';
import type { SchemeWarningCode } from '../../../shared/domain/scheme-warning.ts';
import { prepareScheme } from '../../../shared/evaluation/prepared-scheme.ts';
import { referenceWarnings } from '../../../shared/evaluation/reference-warnings.ts';
import { schemeWarnings } from '../../../shared/evaluation/scheme-warnings.ts';
import { aKnowledgeQuestion, shippedQuestions } from '../../support/evaluation.ts';

type Changes = Partial<z.input<typeof QuestionContent>>;
const codesOf = (changes: Changes): [SchemeWarningCode, string | null][] =>
  schemeWarnings(prepareScheme(aKnowledgeQuestion(changes))).warnings.map(({ code, keyPointId }) => [code, keyPointId]);
const stops = { id: 'stops', text: 'It stops calls to a remote dependency once too many have failed.' };
const fast = { id: 'fast', text: 'While open, callers fail fast instead of waiting for timeouts.' };
const trial = { id: 'trial', text: 'After a pause of 30 seconds a trial request tests recovery.' };
const cascade = { id: 'cascade', text: 'It keeps an outage from cascading across the whole platform.' };

describe('the warnings about a mark scheme', () => {
  it('are none for a sound one, whoever wrote it', () => {
    expect(codesOf({})).toEqual([]);
  });

  it('name a point that another one says already, and of two that say the same the later', () => {
    const again = { id: 'again', text: 'Callers fail fast instead of waiting for timeouts while open.' };
    expect(codesOf({ markScheme: { keyPoints: [stops, fast, again, trial, cascade] } })).toEqual([
      ['points-overlap', 'again'],
    ]);
    const part = { id: 'part', text: 'Callers fail fast.' };
    expect(codesOf({ markScheme: { keyPoints: [part, stops, fast, trial, cascade] } })).toContainEqual([
      'points-overlap',
      'part',
    ]);
  });

  it('name points of 20 words and more, and hints that give their point away', () => {
    const long = { ...stops, text: `${stops.text} ${'It is so said in the whole of the trade and beyond.'}` };
    const leaking = { ...trial, terms: ['trial'], hint: 'What is tried by a trial?' };
    expect(codesOf({ markScheme: { keyPoints: [long, fast, leaking, cascade] } })).toEqual([
      ['point-too-long', 'stops'],
      ['hint-gives-away', 'trial'],
    ]);
  });

  it('say when there are too few or too many points, or only bonus points', () => {
    const bonus = [stops, fast, trial, cascade].map((point) => ({ ...point, role: 'bonus' as const }));
    expect(codesOf({ markScheme: { keyPoints: bonus } })).toEqual([['no-essential-point', null]]);
    const nouns = 'apples pears plums quinces cherries peaches apricots grapes figs'.split(' ');
    const many = nouns.map((noun) => ({ id: noun, text: `Farmers harvest ${noun}.` }));
    const reference = many.map(({ text }) => text).join(' ');
    expect(codesOf({ reference, markScheme: { keyPoints: many } })).toContainEqual(['too-many-points', null]);
    expect(codesOf({ reference: stops.text, markScheme: { keyPoints: [stops] } })).toEqual([['too-few-points', null]]);
  });

  it('quote the sentences of the reference that no point covers, with their place', () => {
    const question = aKnowledgeQuestion({ markScheme: { keyPoints: [stops, fast, cascade] } });
    const { unusedSentences, warnings } = schemeWarnings(prepareScheme(question));
    expect(unusedSentences.map(({ text }) => text)).toEqual([expect.stringContaining('After a pause')]);
    for (const { start, end, text } of unusedSentences) expect(question.reference.slice(start, end)).toBe(text);
    expect(warnings.map(({ code }) => code)).toEqual(['sentence-unused']);
  });
});

describe('the warnings about a reference', () => {
  const prompt = 'Why does adding an index make writes slower?';

  it.each([
    ['Bookkeeping.', 'reference-too-short'],
    ['Adding an index does make writes slower.', 'reference-restates-question'],
    ['What happens on an insert? Which structures have to be kept sorted? Who pays?', 'reference-asks-questions'],
    [
      'The engine updates sorted entries on every insert. The engine never updates sorted entries on every insert.',
      'reference-contradicts-itself',
    ],
    [
      'Weil bei jedem Einfügen auch die sortierten Einträge des Baumes auf der Platte neu geschrieben werden müssen.',
      'reference-in-another-language',
    ],
    ['asdf qwer zxcv hjkl uiop bnmv tyui', 'reference-not-made-of-words'],
  ])('name what is wrong with %j', (reference, code) => {
    expect(referenceWarnings(reference, prompt).map((warning) => warning.code)).toEqual([code]);
  });

  it('are none for the references that ship', () => {
    for (const { id, prompt: asked, reference } of shippedQuestions().filter(({ kind }) => kind === 'knowledge')) {
      expect(referenceWarnings(reference, asked), id).toEqual([]);
    }
  });
});
