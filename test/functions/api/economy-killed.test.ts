import { describe, expect, test } from 'vitest';
import { KeyId } from '../../../shared/domain/ids.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import type { BatchRef } from '../../../shared/ports/batches.ts';
import type { ProviderBatches } from '../../../shared/ports/models.ts';
import { advanceChunk } from '../../../shared/usecases/advance-chunk.ts';
import type { Services } from '../../../shared/usecases/context.ts';
import { prepareBatch } from '../../../shared/usecases/prepare-batch.ts';
import { resumeBatch } from '../../../shared/usecases/resume-batch.ts';
import { sweepBatches } from '../../../shared/usecases/sweep-batches.ts';
import type { Caller } from '../../support/api.ts';
import { eagerPolicy, economyRows, useEconomy } from '../../support/economy.ts';
import { keyId } from '../../support/fixtures.ts';

const economy = useEconomy();
const { server } = economy;

interface Dying {
  readonly services: Services;
  /** Resolves when the worker is dead: the effect has happened, and nothing after it. */
  readonly killed: Promise<void>;
  readonly effects: () => number;
}

/** Services of a worker that dies as soon as so many effects of its work have happened. */
function dyingAfter(services: Services, effectsMax: number): Dying {
  let effects = 0;
  let die = (): void => undefined;
  const killed = new Promise<void>((resolve) => {
    die = resolve;
  });
  const mortal =
    <Given extends readonly unknown[], Result>(act: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      if (effects >= effectsMax) return new Promise(() => undefined);
      const result = await act(...given);
      effects += 1;
      if (effects < effectsMax) return result;
      die();
      return new Promise(() => undefined);
    };
  const { chunks, files, batches, evaluations, providerBatches: provider } = services;
  if (provider === null) throw new Error('There is a provider in these tests');
  const providerBatches: ProviderBatches = {
    ...provider,
    submit: mortal(provider.submit),
    cancel: mortal(provider.cancel),
    erase: mortal(provider.erase),
  };
  return {
    killed,
    effects: () => effects,
    services: {
      ...services,
      providerBatches,
      chunks: { ...chunks, create: mortal(chunks.create), replace: mortal(chunks.replace) },
      files: { ...files, put: mortal(files.put), erase: mortal(files.erase) },
      evaluations: { ...evaluations, save: mortal(evaluations.save) },
      batches: {
        ...batches,
        replace: mortal(batches.replace),
        settle: mortal(batches.settle),
        reserve: mortal(batches.reserve),
        settleReserve: mortal(batches.settleReserve),
      },
    },
  };
}

const chunksOf = async (services: Services, ref: BatchRef) => services.chunks.list(ref);

/** What a worker does of a batch of one chunk, from the file to the end. */
async function work(services: Services, ref: BatchRef): Promise<void> {
  await prepareBatch(services, ref);
  for (let steps = 0; steps < 6; steps += 1) {
    await advanceChunk(services, ref, 0, eagerPolicy);
    server.finish();
    if ((await chunksOf(services, ref))[0]?.phase.is === 'done') return;
  }
}

// A clock that is set forward until every lease has run out.
const later = (services: Services): Services => ({ ...services, clock: () => new Date(Date.now() + 7_200_000) });

async function started(): Promise<{ caller: Caller; ref: BatchRef }> {
  const caller = await economy.newCaller(null);
  const body = { mode: 'economy', rows: economyRows(2), budgetUsdMicros: 1_000_000 };
  const reply = await caller.post('/v1/batches', body);
  const [ref] = (await caller.services.batches.active()).filter(({ tenantId }) => tenantId === caller.tenantId);
  if (ref === undefined) throw new Error(`The batch was not started: ${reply.status}`);
  return { caller, ref };
}

describe('a worker that is killed', () => {
  test('after any of its effects loses no row, grades none twice, pays none twice, and leaves no file', async () => {
    const whole = await started();
    const counting = dyingAfter(whole.caller.services, Number.POSITIVE_INFINITY);
    await work(counting.services, whole.ref);
    const effects = counting.effects();
    expect(effects).toBeGreaterThan(20);
    for (let after = 1; after <= effects; after += 1) {
      const { caller, ref } = await started();
      const before = server.batches.length;
      const dying = dyingAfter(caller.services, after);
      await Promise.race([work(dying.services, ref), dying.killed]);
      const services = later(caller.services);
      await work(services, ref);
      await advanceChunk(services, ref, 0, eagerPolicy);
      await sweepBatches({ ...services, batches: { ...services.batches, active: async () => [ref] } });
      const batch = await economy.read(caller, ref);
      const seen = { after, state: batch.state, calls: batch.usage.calls, batches: server.batches.length - before };
      expect(seen).toEqual({ after, state: 'completed', calls: 2, batches: 1 });
      const rows = await economy.rows(caller, ref);
      expect(new Set(rows.map(({ evaluationId }) => evaluationId)).size).toBe(2);
      expect(server.files, `killed after effect ${after}`).toEqual([]);
      expect((await caller.services.batches.active()).map(({ batchId }) => batchId)).not.toContain(ref.batchId);
    }
  }, 300_000);

  test('before the provider lists what it made costs one chunk twice, and no more', async () => {
    const { caller, ref } = await started();
    const { services } = caller;
    const dying = dyingAfter(services, Number.POSITIVE_INFINITY);
    const provider = services.providerBatches;
    if (provider === null) throw new Error('There is a provider in these tests');
    let reached = (): void => undefined;
    const killed = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const submit: ProviderBatches['submit'] = async (...given) => {
      await provider.submit(...given);
      reached();
      return new Promise(() => undefined);
    };
    await Promise.race([work({ ...dying.services, providerBatches: { ...provider, submit } }, ref), killed]);
    const blind = { ...later(services), providerBatches: { ...provider, find: async () => undefined } };
    await work(blind, ref);
    expect(server.batches.map(({ lines }) => lines.length)).toEqual([2, 2]);
    const { state, usage } = await economy.read(caller, ref);
    expect({ state, calls: usage.calls }).toEqual({ state: 'completed', calls: 2 });
    // What nobody found may be on the bill.
    expect(await services.batches.reserved(ref)).toBeGreaterThan(3 * (usage.costUsdMicros ?? Number.NaN));
  });

  test('before its chunks are cut leaves no row behind, though the batch goes on by itself', async () => {
    const { caller, ref } = await started();
    const { services } = caller;
    const create: Services['chunks']['create'] = () => Promise.reject(new Error('killed'));
    await expect(prepareBatch({ ...services, chunks: { ...services.chunks, create } }, ref)).rejects.toThrow('killed');
    await caller.post(`/v1/batches/${ref.batchId}:cancel`);
    const queue = { send: () => Promise.reject(new Error('killed')) };
    const principal = { tenantId: ref.tenantId, keyId: KeyId.parse(keyId(1)), scopes: [...scopes] };
    const resuming = { ...services, queue, chunks: { ...services.chunks, create }, principal };
    await expect(resumeBatch(resuming, ref.batchId, {})).rejects.toThrow('killed');
    expect(await chunksOf(services, ref)).toEqual([]);
    await sweepBatches({ ...services, batches: { ...services.batches, active: async () => [ref] } });
    await work(services, ref);
    expect(await economy.read(caller, ref)).toMatchObject({ state: 'completed', usage: { calls: 2 } });
  });

  test('leaves its chunk to one of those who come when its lease has run out', async () => {
    const { caller, ref } = await started();
    const services = later(caller.services);
    await prepareBatch(services, ref);
    await Promise.all(Array.from({ length: 5 }, () => advanceChunk(services, ref, 0, eagerPolicy)));
    expect(server.batches).toHaveLength(1);
  });
});

describe('a batch that is cancelled while a chunk is being handed over', () => {
  test('leaves nothing at the provider that nobody looks after', async () => {
    const { caller, ref } = await started();
    const { services } = caller;
    await prepareBatch(services, ref);
    const replace: Services['chunks']['replace'] = async (previous, next) => {
      if (next.phase.is === 'submitting') await caller.post(`/v1/batches/${ref.batchId}:cancel`);
      return services.chunks.replace(previous, next);
    };
    await advanceChunk({ ...services, chunks: { ...services.chunks, replace } }, ref, 0, eagerPolicy);
    expect(server.batches).toEqual([]);
    expect(await services.batches.reserved(ref)).toBe(0);
    expect(await economy.read(caller, ref)).toMatchObject({ state: 'cancelled', counts: { queued: 2 } });
  });
});

describe('a worker that takes longer than its lease over one step', () => {
  test('keeps its chunk while it is alive', async () => {
    const { caller, ref } = await started();
    const provider = caller.services.providerBatches;
    if (provider === null) throw new Error('There is a provider in these tests');
    const leaseMs = 60;
    let nowMs = Date.now();
    let prolonged = (): void => undefined;
    const services: Services = {
      ...caller.services,
      clock: () => new Date(nowMs),
      chunks: {
        ...caller.services.chunks,
        async replace(previous, next) {
          const replaced = await caller.services.chunks.replace(previous, next);
          if (next.lease?.untilMs === nowMs + leaseMs) prolonged();
          return replaced;
        },
      },
    };
    await prepareBatch(services, ref);
    const submit: ProviderBatches['submit'] = async (...given) => {
      for (let times = 0; times < 3; times += 1) {
        nowMs += leaseMs - 1;
        await new Promise<void>((resolve) => {
          prolonged = resolve;
        });
      }
      await advanceChunk(services, ref, 0, eagerPolicy);
      return provider.submit(...given);
    };
    await advanceChunk({ ...services, providerBatches: { ...provider, submit } }, ref, 0, { ...eagerPolicy, leaseMs });
    expect(server.batches.map(({ status }) => status)).toEqual(['validating']);
    expect(await chunksOf(services, ref)).toMatchObject([{ phase: { is: 'waiting' }, lease: null }]);
  });
});

describe('a worker that has lost its lease', () => {
  test('takes back what it made after another took over', async () => {
    const { caller, ref } = await started();
    const { services } = caller;
    const provider = services.providerBatches;
    if (provider === null) throw new Error('There is a provider in these tests');
    await prepareBatch(services, ref);
    const submit: ProviderBatches['submit'] = async (...given) => {
      // Meanwhile somebody else finds nothing at the provider, and hands the chunk over.
      await advanceChunk(later(services), ref, 0, eagerPolicy);
      return provider.submit(...given);
    };
    await advanceChunk({ ...services, providerBatches: { ...provider, submit } }, ref, 0, eagerPolicy);
    expect(server.batches.map(({ status }) => status)).toEqual(['validating', 'cancelling']);
    const [chunk] = await chunksOf(services, ref);
    expect(chunk?.phase).toMatchObject({ is: 'waiting', job: { id: server.batches[0]?.id } });
  });
});
