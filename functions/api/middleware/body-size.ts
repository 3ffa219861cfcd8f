import { bodyLimit } from 'hono/body-limit';
import { Fault } from '../../../shared/domain/fault.ts';
import { limits } from '../../../shared/domain/limits.ts';

/** Refuses a body over the limit, whether or not it says its length. */
export const bodySize = bodyLimit({
  maxSize: limits.requestBytesMax,
  onError: () => {
    throw new Fault('too-large', `The body is larger than ${limits.requestBytesMax} bytes.`);
  },
});
