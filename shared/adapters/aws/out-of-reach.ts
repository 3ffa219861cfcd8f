/** Whether a failed call says that a service of AWS does not answer or refuses the load, so that a later one may succeed. */
export function isOutOfReach(error: unknown): boolean {
  return (
    error instanceof Error &&
    (overloadNames.has(error.name) ||
      ('code' in error && typeof error.code === 'string' && networkCodes.has(error.code)) ||
      ('$fault' in error && error.$fault === 'server'))
  );
}

const overloadNames = new Set([
  'InternalServerError',
  'LimitExceededException',
  'OverLimit',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
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
