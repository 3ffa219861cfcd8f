import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Consume } from './consumer.ts';

/**
 * Makes the handler of a Lambda function that SQS calls. The messages of an event are worked on together; only those that
 * failed are told back, so that SQS hands over no other again, and puts aside those that fail too often.
 */
export function sqsWorker(consume: Consume): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const work = (record: SQSRecord): Promise<void> => consume(record.messageId, contentOf(record));
  // A processor of its own for each event: it keeps what it has seen.
  return (event) =>
    processPartialResponse(event, work, new BatchProcessor(EventType.SQS), { throwOnFullBatchFailure: false });
}

// What is no JSON is refused as anything else that is no message.
function contentOf({ body }: SQSRecord): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
