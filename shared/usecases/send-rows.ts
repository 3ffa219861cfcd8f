import { openRowsIn } from '../domain/batch-shard.ts';
import type { ChunkSize } from '../domain/economy.ts';
import { rowsPerMessageMax, type WorkMessage } from '../domain/work-message.ts';
import type { BatchRef } from '../ports/batches.ts';
import type { Services } from './context.ts';
import { sendChunks } from './send-chunks.ts';

/**
 * Hints at every row of a batch that waits: rows of the same answer to the same question in one message, and messages sorted
 * by question, so that the provider finds the long start of a prompt in its cache. Of an economy batch, chunks are hinted at.
 *
 * @param rowsMax hints at the first rows only, as soon as they are as many
 * @returns how many rows were hinted at
 */
export async function sendRows(
  services: Services,
  ref: BatchRef,
  size?: ChunkSize,
  rowsMax = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { batches, queue, clock } = services;
  const batch = await batches.find(ref.tenantId, ref.batchId);
  if (batch?.mode === 'economy') return sendChunks(services, batch, size);
  const nowMs = clock().getTime();
  const [shards, works] = await Promise.all([batches.shards(ref), batches.works(ref)]);
  const open = new Set(shards.flatMap((shard) => openRowsIn(shard, nowMs)));
  const waiting = works.filter(({ row }) => open.has(row));
  const groups = [...Map.groupBy(waiting, ({ work }) => work).values()].map((rows) => ({
    question: rows[0]?.question ?? '',
    rows: rows.map(({ row }) => row),
  }));
  groups.sort((a, b) => (a.question < b.question ? -1 : a.question > b.question ? 1 : 0));
  const portions = groups.flatMap(({ rows }) => portionsOf(rows));
  let hinted = 0;
  const messages: WorkMessage[] = [];
  for (const portion of portions) {
    if (hinted >= rowsMax) break;
    hinted += portion.length;
    messages.push(rowsMessage(ref, portion));
  }
  if (messages.length > 0) await queue.send(messages, 0);
  return hinted;
}

/** The hint at some rows of the same work. */
export function rowsMessage({ tenantId, batchId }: BatchRef, rows: readonly number[]): WorkMessage {
  return { kind: 'grade-rows', tenantId, batchId, rows: [...rows] };
}

function portionsOf(rows: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerMessageMax) }, (_, index) =>
    rows.slice(index * rowsPerMessageMax, (index + 1) * rowsPerMessageMax),
  );
}
