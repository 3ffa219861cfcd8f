import type { EconomyChunk } from '../../domain/economy.ts';
import type { ChunkStore } from '../../ports/batches.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, ranges } from './keys.ts';
import { follows } from './revision.ts';

/** Chunks in the table, one item each. After a lost reply `replace` may say `stale` of the caller's own write. */
export function dynamoChunkStore(table: TableClient): ChunkStore {
  return {
    create: async (chunk) => ((await writeItem(table, chunkItem(chunk), isAbsent)) ? 'created' : 'exists'),
    find: (ref, number) => readItem(table, keys.batchChunk(ref, number), items.economyChunk),
    list: (ref) => readRange(table, ranges.batchChunks(ref), items.economyChunk),
    async replace(previous, next) {
      const isReplaced = await writeItem(table, chunkItem(next), follows(previous.revision + 1));
      return isReplaced ? 'replaced' : 'stale';
    },
  };
}

function chunkItem(chunk: EconomyChunk): Record<string, unknown> {
  return { ...keys.batchChunk(chunk, chunk.number), ...items.economyChunk.encode(chunk), revision: chunk.revision };
}
