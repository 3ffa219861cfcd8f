import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKeptJudgements } from '../../../functions/cli/kept-judgements.ts';
import type { Judgement } from '../../../shared/domain/evaluation.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { TenantId } from '../../../shared/domain/ids.ts';
import type { JudgementStore } from '../../../shared/ports/evaluations.ts';
import { runCli } from '../../support/cli.ts';
import { countedModel, skyAnswer, skyQuestion } from '../../support/counted-model.ts';
import { aJudgement, sha256 } from '../../support/fixtures.ts';
import { newFolder } from '../../support/process.ts';

const tenantId = TenantId.parse('local');

/** A store in memory that counts its saves; `refusal` is thrown instead of saving. */
function newStore(refusal: Fault | null = null): JudgementStore & {
  readonly saved: Map<string, Judgement>;
  readonly saves: () => number;
} {
  const saved = new Map<string, Judgement>();
  let saves = 0;
  return {
    saved,
    saves: () => saves,
    find: async (_, work) => saved.get(work),
    async save(_, work, judgement) {
      saves += 1;
      if (refusal !== null) throw refusal;
      saved.set(work, judgement);
    },
  };
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

const busy = new Fault('unavailable', 'The storage is busy.');

describe('judgements that are kept for a store', () => {
  it('are found while they wait, and are all in the store once they are settled', async () => {
    const [file, store] = [join(await newFolder(), 'kept'), newStore()];
    const kept = await openKeptJudgements(file, store);
    const judgement = aJudgement({ flags: ['hedging'] });
    await kept.judgements.save(tenantId, sha256(1), judgement, null);
    expect(store.saves()).toBe(0);
    expect(await kept.judgements.find(tenantId, sha256(1))).toEqual(judgement);
    expect(await kept.judgements.find(tenantId, sha256(2))).toBeUndefined();
    await kept.settle();
    await kept.close();
    expect([...store.saved]).toEqual([[sha256(1), judgement]]);
    expect(await isThere(file)).toBe(false);
  });

  it('are in the store after the next start where the run was killed at any byte of the file', async () => {
    const file = join(await newFolder(), 'kept');
    const killed = await openKeptJudgements(file, newStore());
    for (let work = 0; work < 5; work += 1) await killed.judgements.save(tenantId, sha256(work), aJudgement(), null);
    await killed.close();
    const bytes = await readFile(file);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (cut) => {
        await writeFile(file, bytes.subarray(0, cut));
        const store = newStore();
        const next = await openKeptJudgements(file, store);
        await next.close();
        const whole = bytes.subarray(0, cut).toString().split('\n').length - 1;
        expect([...store.saved.keys()]).toEqual(Array.from({ length: whole }, (_, work) => sha256(work)));
      }),
      { numRuns: 40 },
    );
  });

  it('stay in the file where the store is out of reach, until one takes them', async () => {
    const file = join(await newFolder(), 'kept');
    const kept = await openKeptJudgements(file, newStore(busy));
    await kept.judgements.save(tenantId, sha256(1), aJudgement(), null);
    await kept.settle();
    await kept.close();
    const stillKept = await openKeptJudgements(file, newStore(busy));
    await stillKept.judgements.save(tenantId, sha256(2), aJudgement(), null);
    await stillKept.settle();
    await stillKept.close();
    const store = newStore();
    await (await openKeptJudgements(file, store)).close();
    expect([...store.saved.keys()]).toEqual([sha256(1), sha256(2)]);
  });

  it('are let go where no store will ever take them', async () => {
    const file = join(await newFolder(), 'kept');
    const kept = await openKeptJudgements(file, newStore(new Fault('too-large', 'This is too large to be stored.')));
    await kept.judgements.save(tenantId, sha256(1), aJudgement(), null);
    await kept.settle();
    await kept.close();
    expect(await isThere(file)).toBe(false);
  });

  it('go to the store at once where the file takes no more', async () => {
    const [file, store] = [join(await newFolder(), 'kept'), newStore()];
    const kept = await openKeptJudgements(file, store);
    await kept.close();
    await kept.judgements.save(tenantId, sha256(1), aJudgement(), null);
    expect([...store.saved.keys()]).toEqual([sha256(1)]);
  });

  it('wait in bounded memory, and are not put into the store twice after a kill', async () => {
    const [file, store] = [join(await newFolder(), 'kept'), newStore()];
    const kept = await openKeptJudgements(file, store);
    const many = 4_000;
    for (let from = 0; from < many; from += 500)
      await Promise.all(
        Array.from({ length: 500 }, (_, index) =>
          kept.judgements.save(tenantId, sha256(from + index), aJudgement({ points: [] }), null),
        ),
      );
    expect(store.saved.size).toBe(many);
    await kept.judgements.save(tenantId, sha256(many), aJudgement(), null);
    await kept.close();
    const next = newStore();
    await (await openKeptJudgements(file, next)).close();
    expect([...next.saved.keys()]).toEqual([sha256(many)]);
  });
});

describe('a run whose store could not take its judgements', () => {
  it('pays for none of them again, even when it starts over', async () => {
    const folder = await newFolder();
    const [file, out] = [join(folder, 'answers.jsonl'), join(folder, 'results.jsonl')];
    const rows = Array.from({ length: 5 }, (_, index) => ({ ...skyQuestion, answer: skyAnswer(index) }));
    await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    const model = countedModel();
    const store = newStore(busy);
    const grade = (judgements: JudgementStore, ...flags: string[]) =>
      runCli(['grade', file, '--judge', 'llm', '--out', out, ...flags], {
        tools: { ...model.tools, openJudgements: async () => ({ judgements, close: async () => undefined }) },
      });
    expect((await grade(store)).code).toBe(0);
    expect(model.asked).toHaveLength(5);
    expect((await grade(newStore(), '--fresh')).code).toBe(0);
    expect(model.asked).toHaveLength(5);
    expect(await isThere(`${out}.judgements`)).toBe(false);
  });
});
