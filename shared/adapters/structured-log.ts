import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../ports/log.ts';

/** One JSON line an event, as CloudWatch and every log viewer reads it. */
export function structuredLog(): Log {
  const logger = new Logger({ serviceName: 'markscheme' });
  return {
    event: (event) => logger.info('request', { ...event }),
    work: (event) => logger.info('work', { ...event }),
    bug: (requestId, error) => {
      const bug = error instanceof Error ? error : new Error('A value that is no Error was thrown.');
      logger.error('bug', { requestId, error: bug });
    },
    outage: (requestId, cause) => logger.warn('outage', { requestId, cause }),
  };
}
