import * as z from 'zod';
import type { Feedback } from '../../domain/feedback.ts';
import type { Sha256 } from '../../domain/ids.ts';
import type { ModelRequest } from '../../domain/model-call.ts';
import type { LeakGuard } from '../leak-guard.ts';
import { polishPrompt } from '../prompts/polish-prompt.ts';
import { normalizeText } from '../text/normalized-text.ts';
import { replyJson } from './reply-json.ts';
import { strictSchema } from './strict-schema.ts';

const outputTokensBase = 300;
const outputTokensEach = 120;
/** How much longer than the template a text may be, in UTF-16 code units. */
const moreCharsMax = 160;

const PolishReply = z.strictObject({
  summary: z.string(),
  notes: z.array(z.strictObject({ n: z.int(), text: z.string() })),
  next_step: z.string(),
});

/** The request to word feedback. Of question and answer the model sees only what the feedback says already. */
export function planPolish(feedback: Feedback, fence: string): ModelRequest {
  const { summary, nextStep } = feedback;
  const notes = notesOf(feedback).map(({ quotes, text }, index) => ({ n: index + 1, quotes, text }));
  const data = JSON.stringify({ summary, notes, next_step: nextStep ?? '' });
  return {
    purpose: 'polish',
    messages: [
      { role: 'system', content: polishPrompt.text },
      { role: 'user', content: `=== FEEDBACK ${fence} BEGIN\n${data}\n=== FEEDBACK ${fence} END` },
    ],
    schema: polishReplySchema,
    example: polishPrompt.example,
    outputTokensMax: outputTokensBase + outputTokensEach * notes.length,
    cacheKey: 'polish',
  };
}

/**
 * The feedback in the words of a model's reply, or null when any of them can't be used: a note is absent or given twice, a
 * text is empty or long, leaks, names a term, gives a figure or quotes words that the template does not, holds a link or
 * markup. Verdicts and quotes are those of the template, whatever the reply says.
 */
export function polishedFeedback(
  reply: string,
  feedback: Feedback,
  guard: LeakGuard,
  fingerprint: Sha256,
): Feedback | null {
  const parsed = PolishReply.safeParse(replyJson(reply));
  if (!parsed.success) return null;
  const { summary, notes, next_step } = parsed.data;
  const template = notesOf(feedback);
  const byNumber = new Map(notes.map(({ n, text }) => [n, text]));
  if (notes.length !== template.length || byNumber.size !== template.length) return null;
  const accept = acceptor(feedback, guard);
  const texts = template.map(({ text }, index) => accept(byNumber.get(index + 1), text));
  const polished = { summary: accept(summary, feedback.summary), nextStep: accept(next_step, feedback.nextStep ?? '') };
  if ([...texts, polished.summary, polished.nextStep].includes(null)) return null;
  const reworded = <Note extends Feedback['claims'][number]>(some: readonly Note[], from: number): Note[] =>
    some.map((note, index) => ({ ...note, text: texts[from + index] ?? note.text }));
  return {
    ...feedback,
    summary: polished.summary ?? feedback.summary,
    points: reworded(feedback.points, 0),
    claims: reworded(feedback.claims, feedback.points.length),
    nextStep: feedback.nextStep === null ? null : polished.nextStep,
    polishFingerprint: fingerprint,
  };
}

const polishReplySchema = { name: 'worded_feedback', json: strictSchema(PolishReply) };

function notesOf({ points, claims }: Feedback): readonly Feedback['claims'][number][] {
  return [...points, ...claims];
}

// Gives a text back, with single spaces, when it may stand for the one of the template; null otherwise.
function acceptor(feedback: Feedback, guard: LeakGuard): (text: string | undefined, instead: string) => string | null {
  const notes = notesOf(feedback);
  const quotes = notes.flatMap((note) => note.quotes);
  const said = [feedback.summary, ...notes.map(({ text }) => text), feedback.nextStep ?? '', ...quotes].join('\n');
  const knownTerms = new Set(guard.termsNamed(said));
  const comparable = spaced(normalizeText(said).text);
  const knownFigures = figuresIn(comparable);
  return (text, instead) => {
    const worded = spaced(text ?? '');
    if (instead === '') return worded === '' ? '' : null;
    if (worded === '' || worded.length > instead.length + moreCharsMax) return null;
    if (/https?:|www\.|<\/?[a-z]|[`*_#|]|[\p{Cc}\p{Cf}]/iu.test(worded)) return null;
    const plain = normalizeText(worded).text;
    if ([...plain.matchAll(/"([^"]*)"/g)].some(([, quote = '']) => !comparable.includes(quote.trim()))) return null;
    if (!figuresIn(plain).isSubsetOf(knownFigures)) return null;
    if (guard.termsNamed(worded).some((term) => !knownTerms.has(term))) return null;
    return worded !== instead && guard.givesAway(worded) ? null : worded;
  };
}

// In digits only: "one thing" is no figure.
function figuresIn(text: string): Set<string> {
  return new Set(text.match(/\d+(?:[.,]\d+)*/g));
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
