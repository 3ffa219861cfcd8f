import type { EvidenceSpan, Gate, Judgement, PointVerdict } from '../domain/evaluation.ts';
import type { Feedback, PointNote, RevealedFeedback } from '../domain/feedback.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { termsInHint } from './hint-terms.ts';
import { leakGuard } from './leak-guard.ts';
import { countedPoints } from './scoring.ts';
import { structureTips } from './structure-tips.ts';

/**
 * What the candidate may read of a judged answer before the reference is revealed: their own quotes, the stored hints and
 * fixed sentences, one next step. Deterministic. No five words in a row of the reference, the key points or the
 * corrections occur in it unless the candidate wrote them or the question says them; a hint that would give its point
 * away is left out for a sentence that says nothing of it.
 */
export function feedbackFor(
  question: GradableQuestion,
  answer: string,
  judgement: Pick<Judgement, 'gate' | 'points' | 'misconceptions'>,
): Feedback {
  const speech = speechFor(question, answer);
  const { say } = speech;
  if (judgement.gate !== null) {
    const { summary, nextStep } = gateTexts[judgement.gate];
    return { ...noNotes, summary: say(summary, 'Nothing was marked.'), nextStep: say(nextStep, 'Please try again.') };
  }
  if (question.kind === 'behavioural') {
    const tips = structureTips(answer).map((tip) => say(tip, 'Say more.'));
    const summary =
      'There is no right answer here, and a person will read yours; tips can only be about its structure.';
    return { ...noNotes, summary: say(summary, 'A person will look.'), tips, nextStep: tips[0] ?? null };
  }
  const { points, misconceptions } = judgement;
  const claims = misconceptions.filter(({ asserted }) => asserted === true);
  const summary = summaryOf(points, claims.length);
  return {
    ...noNotes,
    summary: say(summary, 'Your answer was read.'),
    points: points.map((point, index) => ({ number: index + 1, ...pointNote(point, speech) })),
    claims: claims.map((claim) => ({
      number: misconceptions.indexOf(claim) + 1,
      quotes: speech.quotes(claim.evidence),
      text: say(doubtful, 'Check this again.'),
    })),
    nextStep: nextStepOf(points, claims.length, speech),
  };
}

/**
 * The feedback with the points, wrong claims, corrections and reference that it kept back. For owners, and for candidates
 * after the reveal only.
 *
 * @param question the one that the feedback was made for; a note whose number it does not have is left out
 */
export function revealed(feedback: Feedback, question: GradableQuestion): RevealedFeedback {
  const { keyPoints, misconceptions } = question.markScheme;
  return {
    ...feedback,
    points: feedback.points.flatMap((note) => {
      const keyPoint = keyPoints[note.number - 1];
      return keyPoint === undefined ? [] : [{ ...note, point: keyPoint.text }];
    }),
    claims: feedback.claims.flatMap((note) => {
      const misconception = misconceptions[note.number - 1];
      if (misconception === undefined) return [];
      return [{ ...note, claim: misconception.claim, correction: misconception.correction }];
    }),
    reference: question.reference,
  };
}

/** What may be said to the candidate of this answer. */
interface Speech {
  /** A fixed sentence; where even that stands in somebody's reference, one too short to be five words of anything. */
  readonly say: (sentence: string, short: string) => string;
  /** The hint of a key point as stored; null where there is none, or where it says what it should only hint at. */
  readonly hint: (keyPointId: string) => string | null;
  readonly quotes: (evidence: readonly EvidenceSpan[]) => string[];
}

function speechFor(question: GradableQuestion, answer: string): Speech {
  const guard = leakGuard(question, answer);
  return {
    say: (sentence, short) => (guard.leaks(sentence) ? short : sentence),
    hint(keyPointId) {
      const keyPoint = question.markScheme.keyPoints.find(({ id }) => id === keyPointId);
      if (keyPoint?.hint === undefined) return null;
      return guard.givesAway(keyPoint.hint) || termsInHint(keyPoint).length > 0 ? null : keyPoint.hint;
    },
    // The candidate's words by nature; what begins inside a word could still make five words that they never wrote.
    quotes: (evidence) =>
      evidence
        .filter(({ start, end, text }) => isWhole(answer, start, end) || !guard.leaks(text))
        .map(({ text }) => text),
  };
}

function isWhole(answer: string, start: number, end: number): boolean {
  const isInside = (at: number): boolean => /^[\p{L}\p{M}\p{N}]{2}$/u.test(answer.slice(at - 1, at + 1));
  return !isInside(start) && !isInside(end);
}

const noNotes = { points: [], claims: [], tips: [], polishFingerprint: null } as const satisfies Partial<Feedback>;

const gateTexts: Readonly<Record<Gate, { readonly summary: string; readonly nextStep: string }>> = {
  empty: { summary: 'There is no answer yet.', nextStep: 'Write what you know, even if it is only a part.' },
  non_answer: {
    summary: 'The answer does not attempt the question.',
    nextStep: 'Write what you know, even if it is only a part.',
  },
  gibberish: { summary: 'The answer can not be read as words.', nextStep: 'Answer in whole sentences.' },
  restates_question: {
    summary: 'The answer repeats the question and adds nothing to it.',
    nextStep: 'Go beyond the words of the question.',
  },
  off_topic: {
    summary: 'The answer seems to be about something else, so a person will look at it.',
    nextStep: 'Read the question again and answer what it asks.',
  },
  language_mismatch: {
    summary: 'The answer is in another language than the question, so a person will look at it.',
    nextStep: 'If you can, answer in the language of the question.',
  },
};

const doubtful = 'Check this claim again.';

function pointNote(
  { keyPointId, verdict, evidence }: PointVerdict,
  { say, hint, quotes }: Speech,
): Omit<PointNote, 'number'> {
  switch (verdict) {
    case 'covered':
      return { verdict, quotes: quotes(evidence), text: say('This makes a point.', 'This counts.') };
    case 'partial': {
      const text = hint(keyPointId) ?? say('This makes a part of a point; say the rest of it too.', 'Say more here.');
      return { verdict, quotes: quotes(evidence), text };
    }
    // A missing point was not made, whatever words of it were found.
    case 'missing': {
      const text = hint(keyPointId) ?? say('Something that a full answer says is not here yet.', 'Something is open.');
      return { verdict, quotes: [], text };
    }
    case 'contradicted':
      return { verdict, quotes: quotes(evidence), text: say(doubtful, 'Check this again.') };
    case 'unjudged':
      return { verdict, quotes: [], text: say('A person will look at this.', 'A person will look.') };
  }
}

function summaryOf(points: readonly PointVerdict[], claims: number): string {
  const counted = countedPoints(points);
  const having = (wanted: PointVerdict['verdict']): number =>
    counted.filter(({ verdict }) => verdict === wanted).length;
  const [covered, partial, unjudged] = [having('covered'), having('partial'), having('unjudged')];
  if (unjudged === counted.length) return 'A person will look at this answer.';
  const doubts = points.filter(({ verdict }) => verdict === 'contradicted').length + claims;
  const kind = counted.length < points.length ? 'essential ' : '';
  const more = partial > 0 ? `, and a part of ${partial} more` : '';
  const parts = [
    covered === counted.length
      ? `Every ${kind}point was found in your answer`
      : covered + partial === 0
        ? `No ${kind}point was found in your answer yet`
        : `${covered} of ${counted.length} ${kind}points ${covered === 1 ? 'was' : 'were'} found in your answer${more}`,
    ...(doubts > 0 ? [doubts === 1 ? 'one claim needs another look' : `${doubts} claims need another look`] : []),
    ...(unjudged > 0 ? [`a person will look at ${unjudged === 1 ? 'one point' : `${unjudged} points`}`] : []),
  ];
  return `${parts.join('; ')}.`;
}

// The heaviest open point, essential ones first; where none is open, what was claimed wrongly.
function nextStepOf(points: readonly PointVerdict[], claims: number, { say, hint }: Speech): string | null {
  const counted = countedPoints(points);
  const [heaviest] = points
    .filter(({ verdict }) => verdict === 'missing' || verdict === 'partial')
    .toSorted((a, b) => Number(counted.includes(b)) - Number(counted.includes(a)) || b.weight - a.weight);
  if (heaviest !== undefined) {
    return (
      hint(heaviest.keyPointId) ?? say('Look for what the question asks and you have not said yet.', 'Say more here.')
    );
  }
  const isDoubtful = claims > 0 || points.some(({ verdict }) => verdict === 'contradicted');
  return isDoubtful ? say('Check the marked claims again.', 'Check them again.') : null;
}
