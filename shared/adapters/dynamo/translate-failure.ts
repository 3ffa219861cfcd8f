import { Fault } from '../../domain/fault.ts';
import { isOutOfReach } from '../aws/out-of-reach.ts';

/**
 * What a failed call means to the callers of the stores: a Fault where the table is out of reach, overloaded or handed too
 * large an item, and otherwise the error itself, which is a condition that didn't hold or a bug.
 */
export function translateFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'ValidationException' && /item size/i.test(error.message)) {
    return new Fault('too-large', 'This is too large to be stored.', { cause: error });
  }
  if (isOutOfReach(error)) {
    return new Fault('unavailable', 'The storage does not answer at the moment. Try again later.', { cause: error });
  }
  return error;
}
