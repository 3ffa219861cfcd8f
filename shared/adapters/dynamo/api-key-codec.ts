import * as z from 'zod';
import type { ApiKey } from '../../domain/api-key.ts';
import { type Codec, items } from './items.ts';

/** How a key lies in the table. When it was last used lies beside its body: every request notes it, and it is no change of the key. */
export const keyCodec: Codec<ApiKey> = {
  type: items.apiKey.type,
  encode: ({ lastUsedAt: _, ...key }) => items.apiKey.encode(key),
  decode: (item) => {
    const key = items.apiKey.decode(item);
    const { lastUsedAtMs } = Used.parse(item);
    return { ...key, lastUsedAt: lastUsedAtMs === undefined ? null : new Date(lastUsedAtMs).toISOString() };
  },
};

const Used = z.object({ lastUsedAtMs: z.number().optional() });
