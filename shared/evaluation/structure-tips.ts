/**
 * What an account of one's own work may still lack: an occasion, one's own part, reasons, an outcome, what was learnt.
 *
 * They go by words that such parts rarely do without, in English, so they are tips and no marks. At most five, none where
 * all are there.
 *
 * @see the design notes on grading, section 6.4
 */
export function structureTips(answer: string): string[] {
  return parts.filter(({ isThere }) => !isThere.test(answer)).map(({ tip }) => tip);
}

const parts: readonly { readonly isThere: RegExp; readonly tip: string }[] = [
  {
    isThere: /\b(?:when|while|once|during|last|ago|at (?:my|our|a)|in (?:my|our) (?:last|previous|team)|in \d{4})\b/i,
    tip: 'Tell of one real occasion: when it was, where, and who took part.',
  },
  {
    isThere:
      /\bI (?!think\b|believe\b|guess\b|would\b|am\b)\p{L}{2}[\s\S]*\bI (?!think\b|believe\b|guess\b|would\b|am\b)\p{L}{2}/u,
    tip: 'Say what you did yourself, step by step; "we" leaves that open.',
  },
  {
    isThere: /\b(?:because|so that|in order to|therefore|reason|since)\b/i,
    tip: 'Give your reasons for what you chose.',
  },
  {
    isThere:
      /\d|%|\b(?:results?|resulted|outcome|led to|in the end|reduced|improved|increased|solved|resolved|fixed)\b/i,
    tip: 'End with what came of it, with a figure where you have one.',
  },
  {
    isThere: /\b(?:learn(?:ed|t|ing)?|lessons?|next time|since then|differently|hindsight)\b/i,
    tip: 'Add what you would do differently today.',
  },
];
