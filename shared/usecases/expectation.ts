import { Fault } from '../domain/fault.ts';

/**
 * Whether a stored thing is as the caller has seen it. It is asked about the very state that a conditional write replaces,
 * so that no change of somebody else can come between the question and the write. It may throw where the caller has to say
 * what they have seen and did not.
 */
export type Expectation<Thing> = (stored: Thing) => boolean;

/** The expectation of a caller who has none. */
export const anyState = (): boolean => true;

/** @throws Fault `precondition-failed` when the thing is not as the caller has seen it; `name` says which thing */
export function refuseUnexpected(isAsSeen: boolean, name: string): void {
  if (!isAsSeen) throw new Fault('precondition-failed', `The ${name} has changed since you read it.`);
}
