import { Fault } from '../../domain/fault.ts';

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

const overloadNames = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
]);

const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

function isOutOfReach(error: Error): boolean {
  return (
    overloadNames.has(error.name) ||
    ('code' in error && typeof error.code === 'string' && networkCodes.has(error.code)) ||
    ('$fault' in error && error.$fault === 'server')
  );
}
