import { describe, expect, test } from 'vitest';
import { economyRows, useEconomy } from '../../support/economy.ts';

const economy = useEconomy();
const { server } = economy;

const linesAsked = () => server.batches.map(({ lines }) => lines.length);

describe('a chunk whose rows lie in several shards', () => {
  test('is asked for one line an answer, and every row is settled once', async () => {
    const rows = economyRows(402).toSorted((a, b) => ((a['question'] ?? '') < (b['question'] ?? '') ? -1 : 1));
    const caller = await economy.newCaller();
    const ref = await economy.start(caller, { rows });
    const batch = await economy.toTheEnd(caller, ref);
    expect(linesAsked()).toEqual([402]);
    expect(batch).toMatchObject({ state: 'completed', usage: { calls: 402 }, counts: { queued: 0, failed: 0 } });
    const chunks = await caller.services.chunks.list(ref);
    expect(chunks.map(({ phase }) => phase.is)).toEqual(['done']);
  }, 120_000);
});
