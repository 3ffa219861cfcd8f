import { type Token, tokenize } from '../text/tokens.ts';
import { informationContent, informationMin } from '../text/word-frequency.ts';
import { type OfflineSettings, offlineSettings } from './settings.ts';

/** A word of a key point that an answer is searched for, and how much it counts. */
export interface Term {
  readonly stem: string;
  readonly weight: number;
  readonly isNumber: boolean;
}

type WordWeights = Pick<OfflineSettings, 'questionWordWeight' | 'commonWordWeight'>;

const numberInformation = 0.75;
const operatorInformation = 0.3;

/**
 * The terms of one wording of a key point: its distinct content words, numbers and operators, weighted by what they
 * tell, in English and (`rarity`) among the key points. Words of the question count `questionWordWeight` of that, because merely repeating
 * them tells little, unless the wording has no others. Empty only for a wording without letter, digit and operator.
 */
export function termsOf(
  wording: string,
  questionStems: ReadonlySet<string>,
  rarity: (stem: string) => number = () => 1,
  { questionWordWeight, commonWordWeight }: WordWeights = offlineSettings,
): Term[] {
  const tokens = tokenize(wording);
  const content = tokens.filter((token) => !token.isStopWord);
  const distinct = new Map<string, Token>();
  for (const token of content.length > 0 ? content : tokens) {
    if (!distinct.has(token.stem)) distinct.set(token.stem, token);
  }
  const floor = (commonWordWeight - informationMin) / (1 - informationMin);
  const hasOwnWords = [...distinct.keys()].some((stem) => !questionStems.has(stem));
  return [...distinct.values()].map((token) => {
    const share = hasOwnWords && questionStems.has(token.stem) ? questionWordWeight : 1;
    return {
      stem: token.stem,
      weight: share * rarity(token.stem) * (floor + (1 - floor) * informationOf(token)),
      isNumber: token.kind === 'number',
    };
  });
}

/** The stems of a question, as a set. */
export function stemsOf(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .filter((token) => !token.isStopWord)
      .map((token) => token.stem),
  );
}

function informationOf(token: Token): number {
  if (token.kind === 'number') return numberInformation;
  if (token.kind === 'operator') return operatorInformation;
  return informationContent(token.stem);
}
