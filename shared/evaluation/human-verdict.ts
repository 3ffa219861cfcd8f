import type { HumanPoint } from '../domain/human-mark.ts';

/** The verdict that a person gave a point by its credit. */
export function humanVerdict({ credit }: HumanPoint): 'covered' | 'partial' | 'missing' {
  if (credit === 1) return 'covered';
  return credit === 0 ? 'missing' : 'partial';
}
