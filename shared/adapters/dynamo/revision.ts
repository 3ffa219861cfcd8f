import type { Condition } from './item-access.ts';

/** That what is stored is the revision before this one. */
export function follows(revision: number): Condition {
  return {
    expression: '#revision = :before',
    names: { '#revision': 'revision' },
    values: { ':before': revision - 1 },
  };
}
