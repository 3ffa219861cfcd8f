import { tokenize } from './tokens.ts';

const denials: ReadonlySet<string> = new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 'none', 'nobody']);

/** Whether a text denies something, in whatever part of it. */
export function isDenial(text: string): boolean {
  return tokenize(text).some(({ stem, surface }) => denials.has(stem) || denials.has(surface));
}
