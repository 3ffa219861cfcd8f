import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

export interface DriverSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly queueUrl: string;
  readonly handler: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** How many events are worked on at once. */
  readonly concurrency?: number;
}

/**
 * Stands for Lambda between SQS and a worker: receives messages, hands them over as events, and deletes those that the reply does
 * not name. The others, and all of an event whose handler throws, are to be had again at once, where Lambda would wait until
 * their visibility ends. What a driver that was killed had in hand comes again when its visibility ends.
 *
 * Resolves when the queue has no message left, waiting, delayed or in hand; with a signal, when it says so and what is in hand
 * is done.
 */
export async function driveWorker(settings: DriverSettings, signal?: AbortSignal): Promise<void> {
  const { endpoint, region, credentials, queueUrl, concurrency = 1 } = settings;
  const client = new SQSClient({ endpoint, region, credentials });
  const drive = async (): Promise<void> => {
    let waitSeconds = 0;
    while (signal?.aborted !== true) {
      const messages = await received(client, queueUrl, waitSeconds);
      waitSeconds = messages.length > 0 ? 0 : 1;
      if (messages.length > 0) await workOn(client, settings, messages);
      else if (signal === undefined && (await isEmpty(client, queueUrl))) return;
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, drive));
  } finally {
    client.destroy();
  }
}

/** An event as Lambda makes it of received messages. */
export function eventOf(messages: readonly Message[]): SQSEvent {
  return {
    Records: messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: {
        ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
        SentTimestamp: Attributes.SentTimestamp ?? '0',
        SenderId: Attributes.SenderId ?? '',
        ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:work',
      awsRegion: 'eu-west-1',
    })),
  };
}

async function received(client: SQSClient, queueUrl: string, waitSeconds: number): Promise<Message[]> {
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return messages;
}

async function workOn(client: SQSClient, { queueUrl, handler }: DriverSettings, messages: Message[]): Promise<void> {
  const reply = await handler(eventOf(messages)).catch(() => null);
  const failed = new Set(reply?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const hasFailed = ({ MessageId = '' }: Message): boolean => reply === null || failed.has(MessageId);
  const entryOf = ({ ReceiptHandle }: Message, index: number) => ({ Id: String(index), ReceiptHandle });
  const done = messages.filter((message) => !hasFailed(message)).map(entryOf);
  const again = messages
    .filter(hasFailed)
    .map((message, index) => ({ ...entryOf(message, index), VisibilityTimeout: 0 }));
  if (done.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: done }));
  if (again.length > 0) {
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: again }));
  }
}

async function isEmpty(client: SQSClient, queueUrl: string): Promise<boolean> {
  const { Attributes: counts = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return [
    counts.ApproximateNumberOfMessages,
    counts.ApproximateNumberOfMessagesDelayed,
    counts.ApproximateNumberOfMessagesNotVisible,
  ].every((count) => Number(count ?? 0) === 0);
}
