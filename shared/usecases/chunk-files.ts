import * as z from 'zod';
import type { EconomyChunk } from '../domain/economy.ts';
import { ModelCall } from '../domain/model-call.ts';
import { bytesOfLines, linesOf } from '../domain/text-lines.ts';
import type { FileRef } from '../ports/files.ts';
import type { Services } from './context.ts';

/**
 * What is known of a request: its reply, or how its latest try failed. `run` is the run of the batch in which it was asked,
 * because a failure of an earlier run counts no more.
 */
export const KnownReply = z.strictObject({
  id: z.string(),
  run: z.int().min(1),
  tries: z.int().min(0),
  isFinal: z.boolean(),
  reply: z.strictObject({ text: z.string().nullable(), call: ModelCall }),
});
export type KnownReply = z.infer<typeof KnownReply>;

/** A request that was handed over; `boundUsdMicros` is the most that it can cost, 0 where no price is known. */
export const AskedRequest = z.strictObject({
  id: z.string(),
  purpose: ModelCall.shape.purpose,
  boundUsdMicros: z.int().min(0),
});
export type AskedRequest = z.infer<typeof AskedRequest>;

type Files = Pick<Services, 'files'>;

/** The replies that a chunk has after as many imports as it says. */
export async function knownReplies(services: Files, chunk: EconomyChunk): Promise<Map<string, KnownReply>> {
  return new Map((await entriesIn(services, repliesFile(chunk), KnownReply)).map((known) => [known.id, known]));
}

/** What a chunk asked for in its latest hand-over. */
export function askedRequests(services: Files, chunk: EconomyChunk): Promise<AskedRequest[]> {
  return entriesIn(services, askedFile(chunk), AskedRequest);
}

/** Where the replies of a chunk lie. Each import writes another file, so that the chunk names one that is whole. */
export function repliesFile({ tenantId, batchId, number, round }: EconomyChunk): FileRef {
  return { tenantId, name: `economy/${batchId}/${number}/replies-${round}.jsonl` };
}

/** Where it is written what a hand-over asked for. */
export function askedFile({ tenantId, batchId, number, submission }: EconomyChunk): FileRef {
  return { tenantId, name: `economy/${batchId}/${number}/asked-${submission}.jsonl` };
}

/** Where the marks lie that the requests of a chunk show. */
export function marksFile({ tenantId, batchId, number }: EconomyChunk): FileRef {
  return { tenantId, name: `economy/${batchId}/${number}/marks.jsonl` };
}

/** Erases all files of a chunk, of all rounds: a worker that was killed may have left some. */
export async function eraseChunkFiles({ files }: Files, chunk: EconomyChunk): Promise<void> {
  await files.erase(marksFile(chunk));
  for (let round = 0; round <= chunk.round; round += 1) await files.erase(repliesFile({ ...chunk, round }));
  for (let submission = 1; submission <= chunk.submission; submission += 1)
    await files.erase(askedFile({ ...chunk, submission }));
}

/** Writes entries as lines of a file. */
export function putEntries({ files }: Files, file: FileRef, entries: readonly object[]): Promise<void> {
  return files.put(file, bytesOfLines(entries.map((entry) => JSON.stringify(entry))));
}

/** The entries of a file; none where there is no such file. */
export async function entriesIn<Entry>({ files }: Files, file: FileRef, schema: z.ZodType<Entry>): Promise<Entry[]> {
  const bytes = await files.open(file);
  if (bytes === undefined) return [];
  const entries: Entry[] = [];
  for await (const line of linesOf(bytes)) entries.push(schema.parse(JSON.parse(line)));
  return entries;
}
