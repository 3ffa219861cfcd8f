import { tokenize } from './tokens.ts';

const denials: ReadonlySet<string> = new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 'none', 'nobody']);
const calledFalse =
  /\b(?:(?:false|untrue|incorrect|wrong|nonsense)(?: to (?:say|think|claim|believe|assume))? that|(?:myth|misconception|fallacy|lie) (?:is )?that)\b/i;

/** Whether a text denies something, in whatever part of it, or calls it false. */
export function isDenial(text: string): boolean {
  if (calledFalse.test(text)) return true;
  return tokenize(text).some(({ stem, surface }) => denials.has(stem) || denials.has(surface));
}
