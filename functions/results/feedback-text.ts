import type { Feedback } from '../../shared/domain/feedback.ts';

/** Feedback in few lines, for a report that shows the verdicts already: summary, doubtful claims, tips, next step. */
export function feedbackLines({ summary, points, claims, tips, nextStep }: Feedback): string[] {
  const doubtful = [...points.filter(({ verdict }) => verdict === 'contradicted'), ...claims];
  const lines = [`feedback: ${summary}`, ...doubtful.map(noteLine), ...tips];
  // The first tip is the next step as well.
  if (nextStep !== null && !tips.includes(nextStep)) lines.push(`next: ${nextStep}`);
  return distinct(lines);
}

/** Feedback in full, one thing a line. */
export function feedbackText({ summary, points, claims, tips, nextStep }: Feedback): string {
  const lines = [summary, ...[...points, ...claims].map(noteLine), ...tips];
  if (nextStep !== null && !tips.includes(nextStep)) lines.push(`Next: ${nextStep}`);
  return distinct(lines).join('\n');
}

// A wrong claim may contradict a point, and both say the same of the same words.
function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

function noteLine({ quotes, text }: Feedback['claims'][number]): string {
  const quoted = quotes.map((quote) => `"${quote.replace(/\s+/g, ' ')}"`).join(' ... ');
  return quoted === '' ? text : `${quoted}: ${text}`;
}
