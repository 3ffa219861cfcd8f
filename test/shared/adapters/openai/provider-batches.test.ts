import { describe, expect, it } from 'vitest';
import { openAiBatches } from '../../../../shared/adapters/openai/provider-batches.ts';
import { Fault, innermostCause } from '../../../../shared/domain/fault.ts';
import type { ProviderBatches } from '../../../../shared/ports/models.ts';
import { useBatchServer } from '../../../support/batch-server.ts';
import { apiKey } from '../../../support/scripted-model.ts';

const server = useBatchServer();
const provider = () => openAiBatches(server.settings());
const request = {
  purpose: 'judge' as const,
  messages: [{ role: 'user' as const, content: 'Grade this: ünï\u2028 "x"\n' }],
  schema: { name: 'report', json: { type: 'object' } },
  example: '{}',
  outputTokensMax: 100,
  cacheKey: 'q1',
};
const submitted = async (tag: string) => {
  const made = await provider().submit(tag, await provider().encode([{ id: 'a', request }], null));
  if (made.outcome !== 'submitted') throw new Error(made.reason);
  return made.job;
};
const refusing =
  (status: number, code: string | null = null) =>
  () =>
    Response.json({ error: { message: `${apiKey} may not`, code, type: null, param: null } }, { status });

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('the Batch API', () => {
  it('is given one line a request, as a request of its own would be', async () => {
    await submitted('bat/0/1');
    expect(server.batches[0]?.lines).toMatchObject([
      {
        custom_id: 'a',
        method: 'POST',
        url: '/v1/chat/completions',
        body: { model: 'gpt-5-mini', messages: request.messages, max_completion_tokens: 100, temperature: 0 },
      },
    ]);
  });

  it('finds what was handed over under a tag, and nothing under another', async () => {
    const job = await submitted('bat/0/2');
    await submitted('bat/0/22');
    expect(await provider().find('bat/0/2', Date.now())).toEqual(job);
    expect(await provider().find('bat/0/3', Date.now())).toBeUndefined();
  });

  it('stops looking where batches are older than what it looks for', async () => {
    await submitted('bat/0/2');
    await submitted('bat/0/3');
    expect(await provider().find('bat/0/2', Date.now() + 3_600_000)).toBeUndefined();
  });

  it('erases the files of a tag that became no batch, and no others', async () => {
    await submitted('bat/0/1');
    await submitted('bat/0/11');
    await provider().eraseUnused('bat/0/1', Date.now());
    expect(server.files.map(({ filename }) => filename)).toEqual(['bat-0-11.jsonl']);
  });

  it('says that a batch is lost which the provider does not know', async () => {
    expect(await provider().progress({ id: 'batch-of-nobody', fileId: 'f' })).toEqual({ state: 'lost' });
  });

  it('takes what has ended, or is gone, as cancelled and erased', async () => {
    const job = await submitted('bat/0/1');
    server.finish();
    await provider().cancel(job);
    await provider().erase(job.fileId);
    await provider().erase(job.fileId);
    expect(server.batches[0]?.status).toBe('completed');
  });

  it.each([
    [404, null, 'the server at OPENAI_BASE_URL has no Batch API (404): grade in standard mode'],
    [
      401,
      'invalid_api_key',
      'the provider takes no batches (401 invalid_api_key): check OPENAI_API_KEY and what it may use',
    ],
    [400, 'billing_hard_limit_reached', 'the provider takes no batches (400 billing_hard_limit_reached)'],
    [429, 'insufficient_quota', 'the provider takes no batches (429 insufficient_quota)'],
  ])('tells why the provider refuses for good (%i %s), without quoting it', async (status, code, reason) => {
    server.breaks({ on: 'POST /batches', with: refusing(status, code) });
    const refused = await provider().submit('bat/0/1', ['{}']);
    expect(refused).toEqual({ outcome: 'refused', reason });
    expect(JSON.stringify(refused)).not.toContain(apiKey);
  });

  it.each<[string, (batches: ProviderBatches) => Promise<unknown>]>([
    ['POST /batches', (batches) => batches.submit('bat/0/1', ['{}'])],
    ['GET /batches', (batches) => batches.find('bat/0/1', 0)],
    ['GET /batches/:id', (batches) => batches.progress({ id: 'b', fileId: 'f' })],
    ['GET /files/:id/content', (batches) => allOf(batches.replies('f', new Map(), null))],
    ['DELETE /files/:id', (batches) => batches.erase('f')],
  ])('is out of reach while %s fails, and the key is in no log', async (on, act) => {
    for (let tries = 0; tries < 3; tries += 1) server.breaks({ on, with: refusing(503) });
    const fault = await act(provider()).then(
      () => expect.fail('It did not fail'),
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ kind: 'unavailable' });
    if (fault instanceof Fault) expect(innermostCause(fault)).toBe('Error: server-error: 503');
  });
});
