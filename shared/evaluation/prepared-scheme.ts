import type { KeyPoint } from '../domain/mark-scheme.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { scanForInjection } from './injection.ts';
import { keyPointsFrom } from './key-points.ts';
import { type Contrast, contrastOf, sideOf } from './offline/contrast.ts';
import { type Turn, turnsOf } from './offline/opposites.ts';
import { type Opposition, oppositionOf } from './offline/opposition.ts';
import { rarityAmong } from './offline/point-rarity.ts';
import { type OfflineSettings, offlineSettings } from './offline/settings.ts';
import { type SimilarTerm, termFinder } from './offline/similar-terms.ts';
import { stemsOf, type Term, termsOf } from './offline/terms.ts';
import { isDenial } from './text/denial.ts';
import { languageOf } from './text/language.ts';
import { markup } from './text/markup.ts';
import { normalizeText } from './text/normalized-text.ts';
import { passagesOf } from './text/passages.ts';
import { contentTokens, numbersIn, type Token, tokenize, wordRow } from './text/tokens.ts';

/** One way to say a key point, and the terms it is searched by. */
export interface Wording {
  readonly text: string;
  readonly terms: readonly Term[];
}

/** A key point with its wordings cut into weighted terms. */
export interface PreparedPoint {
  readonly keyPoint: KeyPoint;
  readonly wordings: readonly Wording[];
  /** What the point is about, when the question contrasts two things; its words then only count near that name. */
  readonly side: string | null;
  /** Its words that have an opposite. */
  readonly turns: readonly Turn[];
  /** The numbers that its text gives. */
  readonly numbers: ReadonlySet<string>;
  /** Its text denies something. */
  readonly isDenial: boolean;
}

/** A question made ready for many answers. `alternatives` are further right answers, each cut into points of its own. */
export interface PreparedScheme {
  readonly question: GradableQuestion;
  /** How words are weighed. */
  readonly settings: OfflineSettings;
  readonly questionStems: ReadonlySet<string>;
  /** The prompt as a row of stems, for telling a copy of it. */
  readonly promptWords: string;
  readonly vocabulary: ReadonlySet<string>;
  /** The language of the question, as an ISO 639-1 code. */
  readonly language: string;
  /** The right answers as rows of words, for telling "pass" from `pass`. */
  readonly rightAnswers: readonly string[];
  readonly referenceStems: ReadonlySet<string>;
  /** The passages of the reference, for telling a copy of it. */
  readonly referencePassages: ReadonlySet<string>;
  /** The numbers that the question, its reference and its key points give. */
  readonly numbers: ReadonlySet<string>;
  /** The terms of any wording that a word of an answer stands for. */
  readonly termsFor: (word: Token) => readonly SimilarTerm[];
  readonly contrast: Contrast | null;
  /** The points were written for the question, not cut from its reference by machine. */
  readonly isAuthored: boolean;
  /** The two things that the question tells apart, for telling an answer that mixes them up. */
  readonly opposition: Opposition | null;
  /** The prompt asks which of several things it names. */
  readonly offersChoice: boolean;
  /** The question or its answer contains markup, so that a tag may be an answer. */
  readonly isAboutMarkup: boolean;
  /** The question or its answer contains orders to a grader itself, as a question on prompt injection does. */
  readonly isAboutSteering: boolean;
  /** Some point has at least as many words of the question as others. */
  readonly isAnswerableInQuestionWords: boolean;
  readonly points: readonly PreparedPoint[];
  readonly alternatives: readonly (readonly PreparedPoint[])[];
}

/** Does once per question what would otherwise be done for every answer. */
export function prepareScheme(question: GradableQuestion, settings: OfflineSettings = offlineSettings): PreparedScheme {
  const questionStems = stemsOf(question.prompt);
  const { keyPoints } = question.markScheme;
  const pointTexts = keyPoints.map(({ text }) => text);
  const hasAuthor = isAuthored(question);
  const contrast = hasAuthor ? contrastOf(question.prompt, pointTexts) : null;
  const prepare = (points: readonly KeyPoint[], sides: Contrast | null): PreparedPoint[] => {
    const rarity = rarityAmong(points.map(wordingsOf), settings.sharedWordWeight);
    return points.map((keyPoint) => ({
      keyPoint,
      wordings: wordingsOf(keyPoint).map((text) => ({ text, terms: termsOf(text, questionStems, rarity, settings) })),
      side: sides === null ? null : sideOf(keyPoint.text, sides),
      turns: turnsOf(keyPoint.text, wordingsOf(keyPoint), questionStems),
      numbers: numbersIn(keyPoint.text),
      isDenial: isDenial(keyPoint.text),
    }));
  };
  const texts = [question.reference, ...question.referenceAlternatives, ...keyPoints.flatMap(wordingsOf)];
  const points = prepare(keyPoints, contrast);
  const alternatives = question.referenceAlternatives.map((text) =>
    prepare(keyPointsFrom(text, question.prompt), null),
  );
  const wordings = [...points, ...alternatives.flat()].flatMap((point) => point.wordings);
  return {
    question,
    settings,
    questionStems,
    promptWords: tokenize(question.prompt)
      .map(({ stem }) => stem)
      .join(' '),
    vocabulary: stemsOf([question.prompt, ...texts].join('\n')),
    referenceStems: stemsOf(texts.join('\n')),
    language: languageOf(tokenize(`${question.prompt}\n${question.reference}`)) ?? 'en',
    referencePassages: new Set(passagesOf(contentTokens(tokenize(question.reference)))),
    numbers: numbersIn([question.prompt, question.reference, ...pointTexts].join('\n')),
    rightAnswers: texts.map((text) => wordRow(tokenize(text))),
    contrast,
    isAuthored: hasAuthor,
    opposition: oppositionOf(question.prompt, keyPoints.map(wordingsOf), hasAuthor, (text) =>
      termsOf(text, questionStems),
    ),
    offersChoice: /\b(?:or|which|whether)\b/i.test(question.prompt),
    isAboutMarkup: [question.prompt, ...texts].some((text) => markup.test(text)),
    // Each by itself: what follows from one text into the next is no order.
    isAboutSteering: [question.prompt, ...texts].some(
      (text) => scanForInjection(normalizeText(text)).injected.length > 0,
    ),
    isAnswerableInQuestionWords: points.some(({ keyPoint }) => {
      const stems = [...stemsOf(keyPoint.text)];
      return stems.filter((stem) => questionStems.has(stem)).length * 2 >= stems.length;
    }),
    termsFor: termFinder(
      wordings.flatMap(({ terms }) => terms),
      questionStems,
      settings,
    ),
    points,
    alternatives,
  };
}

function wordingsOf({ text, aliases }: KeyPoint): string[] {
  return [text, ...aliases];
}

// Points cut from the reference by machine name a side by chance, so only an author's points take sides.
function isAuthored({ prompt, reference, markScheme }: GradableQuestion): boolean {
  const nameOf = ({ id, text }: KeyPoint): string => `${id} ${text}`;
  return markScheme.keyPoints.map(nameOf).join('\n') !== keyPointsFrom(reference, prompt).map(nameOf).join('\n');
}
