import type { EvaluationEvent } from '../../domain/evaluation-event.ts';
import type { EvaluationRef } from '../../domain/pending-evaluation.ts';
import type { EvaluationNews } from '../../ports.ts';

/** News within one process. What was told of an evaluation is kept until it is settled, for those who come later. */
export function evaluationNews(): EvaluationNews {
  const told = new Map<string, EvaluationEvent[]>();
  const followers = new Map<string, Set<(event: EvaluationEvent) => void>>();
  return {
    tell(ref, event) {
      const key = keyOf(ref);
      if (event.kind === 'settled') told.delete(key);
      else told.set(key, [...(told.get(key) ?? []), event]);
      for (const hear of followers.get(key) ?? []) hear(event);
    },
    follow(ref, hear) {
      const key = keyOf(ref);
      const all = followers.get(key) ?? new Set();
      followers.set(key, all.add(hear));
      for (const event of told.get(key) ?? []) hear(event);
      return () => {
        all.delete(hear);
        if (all.size === 0 && followers.get(key) === all) followers.delete(key);
      };
    },
  };
}

function keyOf({ tenantId, evaluationId }: EvaluationRef): string {
  return `${tenantId} ${evaluationId}`;
}
