import type { EvaluationEvent } from '../../domain/evaluation-event.ts';
import type { EvaluationRef } from '../../domain/pending-evaluation.ts';
import type { EvaluationNews } from '../../ports/evaluations.ts';

type Hear = (event: EvaluationEvent) => void;

/** News within one process. What was told of an evaluation is kept until a worker has ended, for those who come later. */
export function evaluationNews(): EvaluationNews {
  const told = new Map<string, EvaluationEvent[]>();
  const followers = new Map<string, Set<Hear>>();
  const waiters = new Map<string, Set<Hear>>();
  return {
    tell(ref, event) {
      const key = keyOf(ref);
      if (event.kind === 'ended') {
        told.delete(key);
        for (const hear of [...(waiters.get(key) ?? [])]) hear(event);
      } else {
        told.set(key, [...(told.get(key) ?? []), event]);
      }
      for (const hear of [...(followers.get(key) ?? [])]) hear(event);
    },
    follow(ref, hear) {
      const key = keyOf(ref);
      for (const event of told.get(key) ?? []) hear(event);
      return added(followers, key, hear);
    },
    isFollowed: (ref) => followers.has(keyOf(ref)),
    whenEnded: (ref, hear) => added(waiters, keyOf(ref), () => hear()),
  };
}

function added(to: Map<string, Set<Hear>>, key: string, hear: Hear): () => void {
  const all = to.get(key) ?? new Set();
  to.set(key, all.add(hear));
  return () => {
    all.delete(hear);
    if (all.size === 0 && to.get(key) === all) to.delete(key);
  };
}

function keyOf({ tenantId, evaluationId }: EvaluationRef): string {
  return `${tenantId} ${evaluationId}`;
}
