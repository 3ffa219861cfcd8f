import { areSynonyms } from '../text/synonyms.ts';
import { type OfflineSettings, offlineSettings } from './settings.ts';

const diceMin = 0.65;
const softLengthMin = 4;

/**
 * How far one stem stands for another, 0 to 1: 1 the same, `synonymCredit` for synonyms, `lookAlikeCredit` of the overlap of
 * character pairs where that is at least 0.65 (inflections and typos), otherwise 0. Opposites that look alike (stateful and
 * stateless, encrypt and decrypt) get 0. Symmetric.
 */
export function stemSimilarity(
  a: string,
  b: string,
  { synonymCredit, lookAlikeCredit }: Pick<OfflineSettings, 'synonymCredit' | 'lookAlikeCredit'> = offlineSettings,
): number {
  if (a === b) return 1;
  if (/\d/.test(a) || /\d/.test(b)) return 0;
  if (areSynonyms(a, b)) return synonymCredit;
  if (a.length < softLengthMin || b.length < softLengthMin) return 0;
  // Words of very different length can't share enough pairs.
  if ((2 * (Math.min(a.length, b.length) - 1)) / (a.length + b.length - 2) < diceMin) return 0;
  const dice = bigramDice(a, b);
  return dice >= diceMin && !areLookAlikes(a, b) ? lookAlikeCredit * dice : 0;
}

/** Sørensen-Dice coefficient over character pairs, 0 to 1; both words have at least two letters. */
function bigramDice(a: string, b: string): number {
  const left = bigramsOf(a);
  const right = bigramsOf(b);
  let shared = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const difference = (left[i] ?? 0) - (right[j] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return (2 * shared) / (left.length + right.length);
}

const rememberedMax = 20_000;
const remembered = new Map<string, Uint32Array>();

/** The pairs of neighbouring characters of a word as sorted numbers, so that two words are compared in one pass. */
export function bigramsOf(word: string): Uint32Array {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const bigrams = Uint32Array.from(
    { length: word.length - 1 },
    (_, i) => word.charCodeAt(i) * 65_536 + word.charCodeAt(i + 1),
  );
  bigrams.sort();
  if (remembered.size < rememberedMax) remembered.set(word, bigrams);
  return bigrams;
}

const oppositePrefixes = [
  'un',
  'in',
  'im',
  'ir',
  'il',
  'non',
  'de',
  'dis',
  'a',
  'anti',
  'inter',
  'mis',
  'under',
  'over',
  're',
  'sub',
  'super',
  'pre',
  'post',
];

// Stems that share letters and not meaning, in pairs.
const lookAlikes = new Set(
  `authent author,encrypt decrypt,encod decod,upload download,input output,inbound outbound,intern extern,
  horizont vertic,upstream downstream,frontend backend,increas decreas,includ exclud,import export,minimum maximum,
  minim maxim,commit permit,transport transform,convent convert,process processor,compil compli,compos compon,relat relai,
  integr interact,intern internet,contract contain,content contain,contrast contract,conflict confirm,protocol prototyp,
  proper properti,instanc instal,inherit inher,commun commit,execut except,accept except,state statement,
  symmetr asymmetr,synchron asynchron,stateful stateless`
    .split(/,\s*/)
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
);

function areLookAlikes(a: string, b: string): boolean {
  if (lookAlikes.has(`${a} ${b}`)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (oppositePrefixes.some((prefix) => long === prefix + short)) return true;
  return /less$/.test(a) !== /less$/.test(b) && /(?:less|ful)$/.test(a) && /(?:less|ful)$/.test(b);
}
