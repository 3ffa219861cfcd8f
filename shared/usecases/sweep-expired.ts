import { type Batch, isOver } from '../domain/batch.ts';
import { Evaluation } from '../domain/evaluation.ts';
import type { TenantId, Timestamp } from '../domain/ids.ts';
import { RegradedAnswer, RegradeEntry } from '../domain/regrade.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { KeptThing } from '../ports/people.ts';
import { eraseChunkFiles } from './chunk-files.ts';
import type { Services } from './context.ts';
import { eraseAttempts } from './erase-attempts.ts';
import { batchesOfTenant } from './erase-from-files.ts';
import { eraseThings } from './erase-things.ts';
import { inPortions } from './in-portions.ts';
import { uploadFile } from './upload-file.ts';

const portion = 100;
const atOnce = 8;
const dayMs = 86_400_000;

/**
 * Erases what is past the period of its tenant, also what was made before the tenant had one, or when it was longer: evaluations
 * with what is kept of their answers, of their regrades and of what people decided, human marks, invitations and attempts with
 * their drafts, and of batches that are over the rows, failures and files. Batches themselves stay, with their counts; so do
 * questions, assessments, calibrations, regrades and tombstones, which hold nothing of a candidate.
 *
 * The period of an invitation begins when it was made, whatever became of it, and that of an attempt at its start, so the
 * invitation ends first: nobody has a second attempt because the first one is past.
 */
export async function sweepExpired(services: Services): Promise<void> {
  for (const { tenantId, days } of await services.retentions.all()) {
    const before = timestampOf(new Date(services.clock().getTime() - days * dayMs));
    await eraseEvaluations(services, tenantId, before);
    await eraseMarks(services, tenantId, before);
    await eraseAttempts(services, tenantId, before);
    const batches = await batchesOfTenant(services, tenantId);
    const past = batches.filter((batch) => isOver(batch) && batch.createdAt < before);
    // A younger batch may be of the same upload.
    const inUse = new Set(batches.filter((batch) => !past.includes(batch)).map(({ source }) => source.uploadId));
    for (const batch of past) await eraseContent(services, batch, inUse.has(batch.source.uploadId));
  }
}

async function eraseEvaluations(services: Services, tenantId: TenantId, before: Timestamp): Promise<void> {
  for (;;) {
    const things = await services.people.before(tenantId, before, portion);
    for (const thing of things) {
      const { data: evaluation } = Evaluation.safeParse(thing.value);
      if (evaluation !== undefined) await services.people.eraseHistory(tenantId, evaluation.id);
      await eraseThings(services, tenantId, [...(await regradesOf(services, thing)), thing]);
    }
    if (things.length < portion) return;
  }
}

async function regradesOf({ people }: Services, { value }: KeptThing): Promise<KeptThing[]> {
  const { data: evaluation } = Evaluation.safeParse(value);
  if (evaluation === undefined || evaluation.candidate === null) return [];
  const found: KeptThing[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof people.list>> = await people.list(evaluation.tenantId, evaluation.candidate, {
      limit: portion,
      cursor,
    });
    found.push(...page.items.filter((thing) => isRegradeOf(thing, evaluation)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

function isRegradeOf({ kind, value }: KeptThing, { id }: Evaluation): boolean {
  if (kind === 'regraded-answer') return RegradedAnswer.safeParse(value).data?.earlier.id === id;
  return kind === 'regrade-entry' && RegradeEntry.safeParse(value).data?.evaluationId === id;
}

async function eraseMarks({ marks }: Services, tenantId: TenantId, before: Timestamp): Promise<void> {
  const past = (await marks.list(tenantId, null)).filter(({ markedAt }) => markedAt < before);
  await inPortions(past, atOnce, ({ questionId, id }) => marks.erase(tenantId, questionId, id));
}

async function eraseContent(
  services: Services,
  { tenantId, id, source, rowsFile, formerFiles }: Batch,
  isUploadInUse: boolean,
): Promise<void> {
  const ref = { tenantId, batchId: id };
  const upload = uploadFile(tenantId, source.uploadId).name;
  const own = [...formerFiles.filter((name) => name !== upload), ...(rowsFile === null ? [] : [rowsFile])];
  for (const name of isUploadInUse ? own : [...own, upload]) await services.files.erase({ tenantId, name });
  for (const chunk of await services.chunks.list(ref)) await eraseChunkFiles(services, chunk);
  await services.batches.eraseRows(ref);
}
