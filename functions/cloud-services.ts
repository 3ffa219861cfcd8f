import { readConfig } from '../shared/adapters/config.ts';
import { type Patience, tableClient } from '../shared/adapters/dynamo/client.ts';
import { lanedQueue } from '../shared/adapters/memory/laned-queue.ts';
import { s3FileStore } from '../shared/adapters/s3/file-store.ts';
import { sqsWorkQueue } from '../shared/adapters/sqs/work-queue.ts';
import { structuredLog } from '../shared/adapters/structured-log.ts';
import { perMinute } from '../shared/domain/rate-limit.ts';
import type { ApiServices } from './api/environment.ts';
import { packageVersion } from './package-version.ts';
import { wireServices } from './wire.ts';

/** The product on AWS, made once for a container, with the patience of its table. @throws Error where the environment does not name what it stands on */
export function cloudServices(patience?: Patience): ApiServices {
  const config = readConfig();
  const { table, queue, urgentQueue, files, signingSecret, publicUrl, answerWithinMs } = config;
  if (table === null || queue === null || files === null || signingSecret === null) {
    const needed = 'MARKSCHEME_TABLE, MARKSCHEME_QUEUE_URL, MARKSCHEME_BUCKET and MARKSCHEME_SIGNING_SECRET';
    throw new Error(`${needed} must be set on AWS.`);
  }
  const client = tableClient({ tableName: table.name, region: table.region, cursorSecret: signingSecret, patience });
  const others = sqsWorkQueue(queue);
  const background = {
    queue: urgentQueue === null ? others : lanedQueue(sqsWorkQueue(urgentQueue), others),
    files: s3FileStore(files),
  };
  return {
    ...wireServices(config, client, background),
    log: structuredLog(),
    version: packageVersion,
    publicUrl,
    answerWithinMs,
    rateLimit: perMinute(config.requestsPerMinute ?? requestsPerMinuteDefault),
  };
}

// Ten a second, and all of a minute at once: more than an integration of one key needs, far less than a loop gone wild sends.
const requestsPerMinuteDefault = 600;
