import { tokenize } from '../text/tokens.ts';

/**
 * Other wordings of a statement that its own words offer, none of them the statement itself: with a short form in
 * brackets, each of both forms alone ("a content delivery network (CDN)"); with another name in passing ("a daemon, also
 * called a service, runs ..."), without it, and with it in place of the first name; around "i.e.", what stands on either
 * side. At most three. A short form counts only where it is made of the initials.
 */
export function ownWordings(statement: string): string[] {
  const wordings = [...shortForms(statement), ...otherNames(statement), ...explained(statement)];
  return [...new Set(wordings.map((wording) => wording.replace(/\s+/g, ' ').trim()))]
    .filter((wording) => wording !== statement && wording.length > 1)
    .slice(0, wordingsMax);
}

const wordingsMax = 3;
const namedCharsMax = 120;
const sideWordsMin = 2;

function shortForms(statement: string): string[] {
  for (const match of statement.matchAll(/\s\(([^()]{2,80})\)/g)) {
    const [bracket, inside = ''] = match;
    const before = statement.slice(Math.max(0, match.index - namedCharsMax), match.index);
    const spelled = longForm(inside, before) ?? (isShortFor(lastWord(before), inside) ? lastWord(before) : null);
    if (spelled === null) continue;
    const start = match.index - spelled.length;
    const around = (name: string): string =>
      `${statement.slice(0, start)}${name}${statement.slice(match.index + bracket.length)}`;
    return [around(spelled), around(inside)];
  }
  return [];
}

// The words before a bracket whose initials are the short form in it.
function longForm(short: string, before: string): string | null {
  if (!/^\p{Lu}[\p{L}\p{N}]{1,7}$/u.test(short)) return null;
  const words = [...before.matchAll(/\S+/g)];
  for (let count = 2; count <= Math.min(words.length, 8); count += 1) {
    const start = words[words.length - count]?.index ?? 0;
    if (isShortFor(short, before.slice(start))) return before.slice(start);
  }
  return null;
}

function isShortFor(short: string, long: string): boolean {
  if (!/^\p{Lu}[\p{L}\p{N}]{1,7}$/u.test(short)) return false;
  const words = long.split(/[\s/-]+/).filter((word) => /^\p{L}/u.test(word));
  const wanted = short.toLowerCase().replace(/s$/, '');
  const initials = (some: readonly string[]): string => some.map((word) => word.charAt(0).toLowerCase()).join('');
  const bearing = words.filter((word) => !/^(?:of|the|and|for|as|in|to|a|an)$/i.test(word));
  return (
    words.length > 1 &&
    [initials(words), initials(bearing)].some((made) => made === wanted || made === short.toLowerCase())
  );
}

function lastWord(text: string): string {
  return /\S+$/.exec(text.slice(-40))?.[0] ?? '';
}

const naming = '(?:also (?:called|known as|named|referred to as)|sometimes called|aka|or)';
const firstName = new RegExp(
  `^((?:An?|The)\\s+)?([\\p{L}\\p{N}-]+(?:\\s+[\\p{L}\\p{N}-]+){0,3})(?:,\\s+|\\s+\\()${naming}\\s+((?:an?|the)\\s+)?([\\p{L}\\p{N}-]+(?:\\s+[\\p{L}\\p{N}-]+){0,3})[,)]\\s+(?=\\S)`,
  'iu',
);

function otherNames(statement: string): string[] {
  const match = firstName.exec(statement);
  if (match === null) return [];
  const [passage, article = '', name = '', otherArticle = '', other = ''] = match;
  const rest = statement.slice(passage.length);
  return [`${article}${name} ${rest}`, `${otherArticle}${other} ${rest}`];
}

function explained(statement: string): string[] {
  const match = /(?:,|\s-)\s+(?:i\.e\.|that is|in other words|namely),?\s+/i.exec(statement);
  if (match === null) return [];
  const sides = [statement.slice(0, match.index), statement.slice(match.index + match[0].length)];
  return sides.every((side) => contentWords(side) >= sideWordsMin) ? sides : [];
}

function contentWords(text: string): number {
  return tokenize(text).filter((token) => !token.isStopWord).length;
}
