import type { Batch, BatchState, RowCounts } from './batch.ts';
import type { WebhookEvent } from './webhook.ts';
import type { EventData } from './webhook-delivery.ts';

/** What there is to tell of a batch that is over. `key` is the same however often it is told of the same run. */
export interface BatchEvent {
  readonly key: string;
  readonly type: WebhookEvent;
  readonly data: EventData;
}

/** The event of a batch that is over: its id, state and counts. Null while it has something to do. */
export function batchEventOf(batch: Batch, counts: RowCounts): BatchEvent | null {
  const type = eventTypes[batch.state];
  if (type === null) return null;
  const { id, state, run } = batch;
  return { key: `${id} run ${run} ${state}`, type, data: { batchId: id, state, run, ...counts } };
}

const eventTypes: Readonly<Record<BatchState, WebhookEvent | null>> = {
  preparing: null,
  grading: null,
  stopped: 'batch.stopped',
  cancelled: 'batch.cancelled',
  completed: 'batch.completed',
  'completed-with-failures': 'batch.completed',
  unreadable: 'batch.unreadable',
};
