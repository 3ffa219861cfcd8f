import { Fault } from '../domain/fault.ts';
import type { PendingEvaluation } from '../domain/pending-evaluation.ts';

/** Why there is no evaluation and will be none, to whoever asks for it. */
export function givenUp({ reason }: Pick<PendingEvaluation, 'reason'>): Fault {
  const detail = `This answer could not be graded: ${reason ?? 'no reason is known'}. Send it again to try anew.`;
  return new Fault('conflict', detail.replace('..', '.'), { isPassing: true });
}
