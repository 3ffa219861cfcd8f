import type { Flag } from '../domain/evaluation.ts';
import type { PreparedScheme } from './prepared-scheme.ts';
import { languageOf, otherScriptShare } from './text/language.ts';
import { passagesOf } from './text/passages.ts';
import { contentTokens, type Token } from './text/tokens.ts';

const keywordTokensMin = 10;
const keywordStopShareMax = 0.12;
const repetitionTokensMin = 24;
const repetitionTypeShareMax = 0.3;
const hedgesMin = 2;
const hedgeWordsMax = 40;
const verbatimShareMin = 0.6;
const verbatimTokensMin = 12;
const otherScriptShareMin = 0.1;

/**
 * What a person may want to know about how the answer was written: a bare list of keywords, the same words over and
 * over, hedging both ways, a pasted reference, a part in another script than the question's. Flags only; none of them changes a mark. Thresholds: the design notes on
 * grading, section 5.2, step 12.
 */
export function integrityFlags(text: string, tokens: readonly Token[], scheme: PreparedScheme): Flag[] {
  const flags: Flag[] = [];
  // Partly in the letters of another language: nobody can say how much of it was read.
  if (scheme.language !== 'other' && otherScriptShare(tokens) >= otherScriptShareMin) flags.push('language_mismatch');
  if (isKeywordList(text, tokens)) flags.push('keyword_list');
  if (isRepetitive(tokens)) flags.push('repetition');
  if (isHedging(text, tokens)) flags.push('hedging');
  if (isPasted(tokens, scheme)) flags.push('verbatim_reference');
  return flags;
}

function isKeywordList(text: string, tokens: readonly Token[]): boolean {
  if (tokens.length < keywordTokensMin || /^\s*(?:[-*\u2022]|\d+[.)])\s/m.test(text)) return false;
  const stops = tokens.filter((token) => token.isStopWord).length;
  // Only English prose is known by its stop words.
  return stops / tokens.length < keywordStopShareMax && (languageOf(tokens) ?? 'en') === 'en';
}

function isRepetitive(tokens: readonly Token[]): boolean {
  if (tokens.length < repetitionTokensMin) return false;
  return new Set(tokens.map(({ stem }) => stem)).size / tokens.length < repetitionTypeShareMax;
}

const hedges =
  /\b(?:maybe|perhaps|possibly|might|could be|not sure|i think|i guess|i believe|either|or not|it depends|probably)\b/gi;

function isHedging(text: string, tokens: readonly Token[]): boolean {
  return tokens.length < hedgeWordsMax && (text.match(hedges)?.length ?? 0) >= hedgesMin;
}

function isPasted(tokens: readonly Token[], scheme: PreparedScheme): boolean {
  const content = contentTokens(tokens);
  if (content.length < verbatimTokensMin) return false;
  const grams = passagesOf(content);
  const shared = grams.filter((gram) => scheme.referencePassages.has(gram)).length;
  return shared / grams.length > verbatimShareMin;
}
