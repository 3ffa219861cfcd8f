import type { Gate } from '../domain/evaluation.ts';
import { stemSimilarity } from './offline/similarity.ts';
import type { PreparedScheme } from './prepared-scheme.ts';
import { isFunctionWord, languageOf } from './text/language.ts';
import { contentTokens, type Token, tokenize, wordRow } from './text/tokens.ts';
import { isCommonWord } from './text/word-frequency.ts';

const gibberishWordsMin = 4;
const unknownShareMax = 0.5;
const offTopicWordsMin = 8;
const nonAnswerWordsMax = 25;
const restatedWordsMin = 4;
/** Words of an answer's own behind "I don't know" from which on it may be an attempt all the same. */
const attemptWordsMin = 3;
const rightWordsMax = 6;

/**
 * The gate that settles an answer before it is judged, or null when the answer deserves a judge.
 *
 * `text` is the normalized answer without what was found to address the grader, `tokens` are its tokens. Each rule is
 * strict, because a gate takes all marks. What stands word for word in a reference, a key point or an alias (`===`) passes
 * every one of them, except that "none" and "pass" must be all but the whole of a right answer. Whoever writes one word of
 * the reference that the question did not offer passes `restates_question` and `off_topic`. Digits, operators or a known
 * term exempt from `gibberish`.
 */
export function closedGate(text: string, tokens: readonly Token[], scheme: PreparedScheme): Gate | null {
  const isContained = standsInRightAnswer(tokens, scheme);
  if (tokens.every((token) => token.kind === 'operator')) return isContained ? null : 'empty';
  if (isNonAnswer(text, tokens, scheme)) return 'non_answer';
  if (isContained) return null;
  if (isOtherLanguage(tokens, scheme)) return 'language_mismatch';
  if (isGibberish(tokens, scheme)) return 'gibberish';
  const content = contentTokens(tokens);
  if (restatesQuestion(tokens, scheme)) return 'restates_question';
  // A story from someone's work need not share a word with the prompt that asked for it.
  if (scheme.question.kind === 'knowledge' && isOffTopic(content, scheme)) return 'off_topic';
  return null;
}

// Matched against the answer without what is no letter or digit at its ends, so that no pattern has to run along it.
const nonAnswers: readonly RegExp[] = [
  /^(?:sorry,? )?(?:i )?(?:really )?(?:don[o']?t|do not) (?:really )?(?:know|remember|understand|recall|have (?:an|any|the) (?:answer|idea|clue))\b/i,
  /^(?:sorry,? )?(?:(?:i have )?no (?:idea|clue|answer|comment)|not sure|idk|dunno|n\/?a|none|nothing|skip(?:ped)?|pass|blank|tbd|todo|can(?:no|')?t answer)(?:[,.]? sorry)?$/i,
  /^(?:thought process|solution|answer|final answer|step \d+|reasoning)$/i,
  /^let(?:'s|us| us) (?:solve|think|work|go)\b[^.]{0,60}(?:step by step|problem|through)[^.]{0,20}$/i,
];
const nonAnswerCharsMax = 400;

function isNonAnswer(text: string, tokens: readonly Token[], scheme: PreparedScheme): boolean {
  if (tokens.length > nonAnswerWordsMax) return false;
  const first = tokens[0]?.start ?? 0;
  const last = tokens.at(-1)?.end ?? 0;
  if (last - first > nonAnswerCharsMax) return false;
  const said = text.slice(first, last).replace(/\s+/g, ' ');
  const pattern = nonAnswers.find((candidate) => candidate.test(said));
  if (pattern === undefined) return false;
  // "I don't know exactly, but it locks the row" is an attempt, and "pass" may be the very answer.
  const isKnown = ({ stem }: Token): boolean => scheme.referenceStems.has(stem) && !scheme.questionStems.has(stem);
  const rest = contentTokens(tokenize(said.replace(pattern, ' ').replace(emptyWords, ' ')));
  const own = rest.filter(({ stem }) => !scheme.questionStems.has(stem) && !fillers.has(stem));
  return own.length < attemptWordsMin && !rest.some(isKnown) && !isTheAnswer(tokens, scheme);
}

// "None" may be what is asked for: then a right answer is hardly more than that, and begins or ends with it.
function isTheAnswer(tokens: readonly Token[], scheme: PreparedScheme): boolean {
  const words = wordRow(tokens);
  return scheme.rightAnswers.some(
    (right) =>
      right.split(' ').length <= rightWordsMax &&
      (right === words || right.startsWith(`${words} `) || right.endsWith(` ${words}`)),
  );
}

function standsInRightAnswer(tokens: readonly Token[], scheme: PreparedScheme): boolean {
  const words = wordRow(tokens);
  return words !== '' && scheme.rightAnswers.some((right) => ` ${right} `.includes(` ${words} `));
}

// "I don't know this one at all" makes no attempt, although a reference may well say "one" or "all".
const emptyWords = /\b(?:all|one|not|no|only|never|first|last|same|than|right|now|sorry)\b/gi;

function isGibberish(tokens: readonly Token[], scheme: PreparedScheme): boolean {
  if (tokens.some((token) => token.kind !== 'word' || /\d/.test(token.surface))) return false;
  const words = tokens.filter((token) => !token.isStopWord);
  if (words.some(({ stem }) => scheme.vocabulary.has(stem))) return false;
  if (tokens.every(({ surface }) => isMashed(surface))) return true;
  if (tokens.length < gibberishWordsMin) return false;
  const unknown = words.filter(({ stem, surface }) => !isCommonWord(stem) && !isFunctionWord(surface)).length;
  return unknown / tokens.length > unknownShareMax && !words.some(({ stem }) => resemblesVocabulary(stem, scheme));
}

// One key held down, or a run of consonants that no word has.
function isMashed(word: string): boolean {
  return /(.)\1{4,}/.test(word) || /[bcdfghjklmnpqrstvwxz]{6,}/.test(word);
}

function isOtherLanguage(tokens: readonly Token[], scheme: PreparedScheme): boolean {
  const language = languageOf(tokens);
  return language !== null && language !== scheme.language;
}

function restatesQuestion(tokens: readonly Token[], scheme: PreparedScheme): boolean {
  if (tokens.map(({ stem }) => stem).join(' ') === scheme.promptWords) return true;
  const content = contentTokens(tokens);
  // Where a point is mostly made of the question's words, or the question offers a choice, repeating some may be right.
  if (content.length < restatedWordsMin || scheme.isAnswerableInQuestionWords) return false;
  if (scheme.offersChoice && !isWhole(content, scheme)) return false;
  return content.every(
    ({ stem, kind }) => kind === 'word' && (scheme.questionStems.has(stem) || isFiller(stem, scheme)),
  );
}

function isWhole(content: readonly Token[], scheme: PreparedScheme): boolean {
  return scheme.questionStems.isSubsetOf(new Set(content.map(({ stem }) => stem)));
}

// Words that people wrap round a repeated question, as far as the reference does not use them.
const fillers: ReadonlySet<string> = new Set(
  'question answer ask good great interest import thing mean call explain defin describ concept topic use caus reason'.split(
    ' ',
  ),
);
function isFiller(stem: string, scheme: PreparedScheme): boolean {
  return fillers.has(stem) && !scheme.referenceStems.has(stem);
}

function isOffTopic(content: readonly Token[], scheme: PreparedScheme): boolean {
  const stems = new Set(content.filter(({ kind }) => kind === 'word').map(({ stem }) => stem));
  if (stems.size < offTopicWordsMin) return false;
  for (const stem of stems) {
    if (resemblesVocabulary(stem, scheme)) return false;
  }
  return true;
}

// The same word, a synonym, or a slip of the fingers: "calers fial fsat" is typed badly and meant well.
function resemblesVocabulary(stem: string, scheme: PreparedScheme): boolean {
  if (scheme.vocabulary.has(stem)) return true;
  for (const known of scheme.vocabulary) if (stemSimilarity(known, stem) > 0) return true;
  return false;
}
