import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SQSClient,
} from '@aws-sdk/client-sqs';
import pMap from 'p-map';
import pRetry, { AbortError } from 'p-retry';
import { Fault } from '../../domain/fault.ts';
import type { WorkQueue } from '../../ports/queue.ts';
import { isOutOfReach } from '../aws/out-of-reach.ts';

export interface SqsSettings {
  readonly queueUrl: string;
  readonly region: string;
  /** AWS in that region without one. */
  readonly endpoint?: string;
  /** Those of the machine without any. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** How long the first wait is before messages that SQS did not take are sent again; waits double, with jitter. */
  readonly backoffMs?: number;
}

/**
 * Sends work to a standard queue of SQS, ten messages a request. Make it once and keep it: it holds the connections.
 *
 * SQS may take some messages of a request and not others: only the others are sent again, five times in all. A request that
 * fails as a whole, or is throttled, is repeated by the SDK. A repeat whose first reply was lost sends a message twice, which
 * its consumer is ready for.
 *
 * @throws Fault `unavailable` from `send` when messages are left after the last try; some may have been sent
 */
export function sqsWorkQueue(settings: SqsSettings): WorkQueue {
  const { queueUrl, region, endpoint, credentials, backoffMs = 200 } = settings;
  const client = new SQSClient({
    region,
    maxAttempts: requestAttempts,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  });

  async function sendAll(entries: readonly SendMessageBatchRequestEntry[]): Promise<void> {
    let left = entries;
    await pRetry(
      async () => {
        const { Failed: failed = [] } = await client
          .send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...left] }))
          .catch((error: unknown) => {
            throw new AbortError(translated(error));
          });
        const refused = failed.find(({ SenderFault: isOurs }) => isOurs);
        if (refused !== undefined) throw new AbortError(`SQS refuses a message: ${reasonOf(refused)}`);
        left = left.filter(({ Id: id }) => failed.some((entry) => entry.Id === id));
        const [first] = failed;
        if (first !== undefined) throw outOfReach(new Error(`SQS did not take ${left.length}: ${reasonOf(first)}`));
      },
      { retries: sendAttempts - 1, minTimeout: backoffMs, factor: 2, randomize: true },
    );
  }

  return {
    async send(messages, delaySeconds) {
      const entries = messages.map((message, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(message),
        DelaySeconds: delaySeconds,
      }));
      const requests = Array.from({ length: Math.ceil(entries.length / messagesPerRequest) }, (_, index) =>
        entries.slice(messagesPerRequest * index, messagesPerRequest * (index + 1)),
      );
      await pMap(requests, sendAll, { concurrency: requestsAtOnce });
    },
  };
}

const messagesPerRequest = 10;
const requestsAtOnce = 10;
const requestAttempts = 4;
const sendAttempts = 5;

function translated(error: unknown): Error {
  if (isOutOfReach(error)) return outOfReach(error);
  return error instanceof Error ? error : new Error('SQS failed', { cause: error });
}

function outOfReach(cause: unknown): Fault {
  return new Fault('unavailable', 'The work queue does not answer at the moment. Try again later.', { cause });
}

function reasonOf({ Code: code, Message: message }: BatchResultErrorEntry): string {
  return `${code}: ${message}`;
}
