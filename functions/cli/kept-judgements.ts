import { rm } from 'node:fs/promises';
import * as z from 'zod';
import { Judgement } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { Sha256, TenantId } from '../../shared/domain/ids.ts';
import type { JudgementStore } from '../../shared/ports/evaluations.ts';
import { type LineLog, openLineLog } from './line-log.ts';

/** Judgements that are safe in a file at once, and in their store by the end. */
export interface KeptJudgements {
  readonly judgements: JudgementStore;
  /** Puts what waits into the store, and deletes the file once all of it is there. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Where the judgements of an output wait. */
export function keptJudgementsOf(output: string): string {
  return `${output}.judgements`;
}

// Some 10 MB of memory.
const waitingMax = 4_000;
const savesAtOnce = 100;

const Kept = z.strictObject({
  tenantId: TenantId,
  work: Sha256,
  judgement: Judgement,
  // An earlier version did not write it down.
  answerHash: Sha256.nullable().default(null),
});
/** A mark: all that stands before this place in the file is in the store. */
const Settled = z.strictObject({ settledUpTo: z.int() });

/**
 * Keeps judgements in a file until their store has time for them: to append a line takes a twentieth of what it takes to
 * save an item, and there is no time to spare while calls are under way. So a save is done when it is durable, as ever.
 * What an earlier run left in the file, because it was killed, is put into the store first. What the store does not take
 * stays in the file for the next run.
 *
 * @throws the error of the system where the file can't be read or written
 */
export async function openKeptJudgements(file: string, store: JudgementStore): Promise<KeptJudgements> {
  const earlier = await openLineLog(file);
  let isAllSaved = await putAll(earlier, store).finally(() => earlier.close());
  if (isAllSaved) await rm(file);
  const log = await openLineLog(file);

  const waiting = new Map<string, { readonly text: string; readonly end: number }>();
  let emptying: Promise<void> | null = null;

  const empty = async (): Promise<void> => {
    const entries = [...waiting];
    const isSaved = await put(
      entries.map(([, { text }]) => text),
      store,
    );
    for (const [key, entry] of entries) if (waiting.get(key) === entry) waiting.delete(key);
    isAllSaved &&= isSaved;
    const settledUpTo = Math.max(0, ...entries.map(([, { end }]) => end));
    // Without the mark, all of it is put into the store again: that costs time and changes nothing.
    if (isAllSaved) await log.append(JSON.stringify({ settledUpTo })).catch(() => undefined);
  };

  return {
    judgements: {
      async find(tenantId, work) {
        const kept = waiting.get(keyOf(tenantId, work));
        return kept === undefined ? store.find(tenantId, work) : Kept.parse(JSON.parse(kept.text)).judgement;
      },
      async save(tenantId, work, judgement, answerHash) {
        const text = JSON.stringify({ tenantId, work, judgement, answerHash });
        const place = await log.append(text).catch(() => null);
        // The disk may be full where the store has room.
        if (place === null) return store.save(tenantId, work, judgement, answerHash);
        waiting.set(keyOf(tenantId, work), { text, end: place.at + place.size });
        if (waiting.size < waitingMax) return;
        emptying ??= empty().finally(() => {
          emptying = null;
        });
        await emptying;
      },
    },
    async settle() {
      await emptying;
      await empty();
      if (isAllSaved) await rm(file, { force: true });
    },
    close: () => log.close(),
  };
}

// Returns whether all that the file holds is in the store.
async function putAll(log: LineLog, store: JudgementStore): Promise<boolean> {
  let settledUpTo = 0;
  for await (const { text } of log.lines())
    settledUpTo = Settled.safeParse(jsonIn(text)).data?.settledUpTo ?? settledUpTo;
  let isSaved = true;
  let texts: string[] = [];
  for await (const { text, at } of log.lines()) {
    if (at < settledUpTo) continue;
    texts.push(text);
    if (texts.length < savesAtOnce) continue;
    isSaved = (await put(texts, store)) && isSaved;
    texts = [];
  }
  return (await put(texts, store)) && isSaved;
}

async function put(texts: readonly string[], store: JudgementStore): Promise<boolean> {
  let isSaved = true;
  for (let from = 0; from < texts.length; from += savesAtOnce) {
    const portion = texts.slice(from, from + savesAtOnce);
    const saved = await Promise.all(portion.map((text) => isPut(text, store)));
    isSaved &&= !saved.includes(false);
  }
  return isSaved;
}

// What can't be saved whenever it is tried is let go.
async function isPut(text: string, store: JudgementStore): Promise<boolean> {
  const { data } = Kept.safeParse(jsonIn(text));
  if (data === undefined) return true;
  try {
    await store.save(data.tenantId, data.work, data.judgement, data.answerHash);
    return true;
  } catch (error) {
    if (error instanceof Fault) return error.kind !== 'unavailable';
    throw error;
  }
}

function keyOf(tenantId: TenantId, work: Sha256): string {
  return `${tenantId} ${work}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
