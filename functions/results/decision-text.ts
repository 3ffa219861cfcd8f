import type { Review } from '../../shared/domain/review.ts';

/** What people did to an evaluation, in few words. */
export function decisionText({ decision, appeals, outdated }: Review): string {
  return [
    ...(decision === null ? [] : [decision.kind]),
    ...appeals.map(({ keyPointId, state }) => `appeal on ${keyPointId} ${state}`),
    ...(outdated ? ['marks changed since'] : []),
  ].join('; ');
}
