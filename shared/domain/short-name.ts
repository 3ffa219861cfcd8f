import * as z from 'zod';

/**
 * A name that somebody gives to something, in one line of 1 to `charsMax` characters without the space around it. It may
 * come to stand in a terminal, a log or a table, so nothing in it steers what shows it: no control characters (Unicode Cc),
 * no separators of lines and paragraphs, no embeddings, overrides and isolates of direction (Unicode UAX 9, 2).
 */
export function shortName(charsMax: number): z.ZodString {
  return z.string().trim().min(1).max(charsMax).regex(withoutControls, 'must have no control characters');
}

/** The same, which may be empty. */
export function shortText(charsMax: number): z.ZodString {
  return z.string().trim().max(charsMax).regex(withoutControls, 'must have no control characters');
}

/** The text with each such character as its escape in JSON, such as `\u001b`, so that it is seen and steers nothing. */
export function withVisibleControls(text: string): string {
  return text.replace(eachControl, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Without \p{Cc}, so that they need no flag: JSON Schema, as which the API documents them, has none.
const controls = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069';
const withoutControls = new RegExp(`^[^${controls}]*$`);
const eachControl = new RegExp(`[${controls}]`, 'g');
