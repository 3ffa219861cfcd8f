import { type Assessment, lastEndOf } from './assessment.ts';
import type { Timestamp } from './ids.ts';
import type { ReleasedContent } from './release.ts';
import { isTimeOver, type Submission } from './submission.ts';

/** What a candidate may see of their results at a moment, and who decided that; `by` is null where no person did. */
export type ReleaseInForce =
  | { readonly state: 'held'; readonly message: string }
  | {
      readonly state: 'released';
      readonly what: Exclude<ReleasedContent, 'nothing'>;
      readonly at: Timestamp;
      readonly by: string | null;
    };

/**
 * What may be seen of a submission: by what a person last released, else by what the product did when it was graded. A
 * person's release covers what was graded by then, in the place of what the product showed; what waits for a person is held
 * by it, unless it says otherwise. The reference is kept back while others may still start, or be answering.
 *
 * @param isWaiting whether one of its answers waits for a person
 */
export function releaseInForce(
  assessment: Assessment,
  submission: Submission,
  isWaiting: boolean,
  now: Date,
): ReleaseInForce {
  const { state, gradedAt, released: automatic } = submission;
  if (state !== 'graded' || gradedAt === null) return held('Your answers are being graded.');
  const person = assessment.released;
  if (person !== null && gradedAt <= person.at) {
    const isHeld = isWaiting && !person.includesUnreviewed && person.what !== 'nothing';
    return isHeld ? held(notYet) : shown(person, person.by, assessment, now);
  }
  if (automatic !== null) return shown(automatic, null, assessment, now);
  return held(notYet);
}

const notYet = 'Your results have not been released yet.';

function shown(
  { what, at }: { readonly what: ReleasedContent; readonly at: Timestamp },
  by: string | null,
  assessment: Assessment,
  now: Date,
): ReleaseInForce {
  if (what === 'nothing') return held('Results of this assessment are not shown.');
  const isTooEarly = what === 'feedback-and-reference' && !isTimeOver(lastEndOf(assessment), now);
  return { state: 'released', what: isTooEarly ? 'feedback' : what, at, by };
}

function held(message: string): ReleaseInForce {
  return { state: 'held', message };
}
