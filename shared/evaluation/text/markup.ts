/** A tag of HTML as people paste it with their text; tags of other languages (`<T>`, `<queue>`) are words of the answer. */
export const markup =
  /<\/?(?:p|br|hr|div|span|b|i|u|em|strong|code|pre|ul|ol|li|h[1-6]|a|img|script|style|table|tr|td|th|blockquote|sub|sup)\b[^<>]{0,500}>/i;

const everyTag = new RegExp(markup, 'gi');

/** Blanks tags out without moving anything else, so that offsets stay true. */
export function withoutMarkup(text: string): string {
  return text.replace(everyTag, (tag) => tag.replace(/[^\n]/g, ' '));
}
