import type { Feedback } from '../../domain/feedback.ts';
import { planPolish } from './polish.ts';

/** Everything that is sent with any feedback to be worded, as it is sent with this one. */
export function polishSample(): string {
  const feedback: Feedback = {
    summary: '1 of 2 points was found in your answer; one claim needs another look.',
    points: [
      { number: 1, verdict: 'covered', quotes: ['Water boils at 100 degrees.'], text: 'This makes a point.' },
      { number: 2, verdict: 'missing', quotes: [], text: 'What changes on a mountain?' },
    ],
    claims: [{ number: 1, quotes: ['It always does.'], text: 'Check this claim again.' }],
    tips: [],
    nextStep: 'What changes on a mountain?',
    polishFingerprint: null,
  };
  return JSON.stringify([planPolish(feedback, 'fence'), planPolish({ ...feedback, nextStep: null }, 'fence')]);
}
