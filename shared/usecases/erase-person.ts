import { addCounts, type ErasedCounts, type Erasure, recheckAfterMs } from '../domain/erasure.ts';
import { Fault } from '../domain/fault.ts';
import type { TenantId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { KeptThing } from '../ports/people.ts';
import type { Context, Services } from './context.ts';
import { eraseFromFiles, eraseReplies } from './erase-from-files.ts';
import { batchesOf, eraseThings } from './erase-things.ts';
import { chosenJudge } from './judge-answer.ts';
import { refitCalibrations } from './refit-calibrations.ts';

const portion = 100;
const writeTriesMax = 5;

/**
 * Erases all that is kept of a person, as the tenant names them, and leaves a tombstone that says when and how much, and not of
 * whom. Done twice it is the same; what was cut off goes on where it stopped, by being asked again or by the sweep.
 *
 * What was under way at this moment, a request that is being answered or a row that a worker holds, may still come in: the
 * sweep looks for it once more a quarter of an hour later, and later still where a batch was under way.
 *
 * | what                                    | found by                                  | what becomes of it                    |
 * |-----------------------------------------|-------------------------------------------|---------------------------------------|
 * | evaluations, regrades of them           | the list of the person                    | erased; a regrade passes over them    |
 * | rows of batches, and why they failed    | the list of the person                    | erased; the row is settled `erased`   |
 * | invitations, attempts and their drafts  | the list of the person                    | erased; link and session are unknown  |
 * | pending evaluations                     | the list of the person                    | erased; a worker drops what it has    |
 * | what people decided, appeals            | in the evaluation, the list of the person | erased                                |
 * | whatever another store lists of them    | the list of the person                    | erased                                |
 * | remembered judgements, human marks      | the list of the answer                    | erased; judges are calibrated anew    |
 * | uploads                                 | the rows of their batches                 | written anew without their rows       |
 * | uploads that nobody could read          | their batches                             | erased                                |
 * | replies of a provider to economy chunks | chunks with erased rows, once they end    | erased with the chunk                 |
 *
 * Messages, events and their deliveries, logs, batches and shards hold ids and numbers only. Not found: an upload that no batch
 * took, who stands in a wide sheet without a single answer, and files that the command line wrote for its owner. A wording that
 * was put into a question after an appeal is the question's from then on.
 *
 * @throws Fault `forbidden`
 */
export async function erasePerson(context: Context, person: string): Promise<Erasure> {
  requireScope(context.principal, 'people:erase');
  const { tenantId } = context.principal;
  const personHash = context.people.pseudonym(tenantId, person);
  // Before anything is erased: whoever goes on must know that it was begun, and of whom.
  await changeErasure(context, tenantId, person, (earlier) => ({
    state: 'erasing',
    requestedAt: timestampOf(context.clock()),
    erasedAt: null,
    recheckAt: recheckTime(context),
    sealedPerson: context.sealer.seal(person, ownerOf(tenantId, personHash)),
    counts: earlier?.counts ?? {},
  }));
  const counts = await eraseAll(context, tenantId, person, () => true);
  if ((counts['human-mark'] ?? 0) > 0) await refitCalibrations(context, chosenJudge(context, null));
  return changeErasure(context, tenantId, person, () => ({
    state: 'erased',
    erasedAt: timestampOf(context.clock()),
    recheckAt: recheckTime(context),
  }));
}

/** Who a sealed name is sealed for. */
export function ownerOf(tenantId: TenantId, personHash: Erasure['personHash']): string {
  return `erasure ${tenantId} ${personHash}`;
}

/**
 * Erases what is listed of a person, as far as `isMeant`, and counts it in the tombstone portion by portion.
 *
 * @returns what was erased
 */
export async function eraseAll(
  services: Services,
  tenantId: TenantId,
  person: string,
  isMeant: (thing: KeptThing) => boolean | Promise<boolean>,
): Promise<ErasedCounts> {
  let total: ErasedCounts = {};
  const add = async (counts: ErasedCounts): Promise<void> => {
    if (Object.values(counts).every((count) => count === 0)) return;
    total = addCounts(total, counts);
    await changeErasure(services, tenantId, person, (earlier) => ({
      counts: addCounts(earlier?.counts ?? {}, counts),
    }));
  };
  const meant = await thingsOf(services, tenantId, person, isMeant);
  // While the rows still say in which files to look.
  await add({ file: await eraseFromFiles(services, tenantId, person, batchesOf(meant)) });
  for (let at = 0; at < meant.length; at += portion)
    await add(await eraseThings(services, tenantId, meant.slice(at, at + portion)));
  await eraseReplies(services, tenantId);
  return total;
}

async function thingsOf(
  { people }: Services,
  tenantId: TenantId,
  person: string,
  isMeant: (thing: KeptThing) => boolean | Promise<boolean>,
): Promise<KeptThing[]> {
  const meant: KeptThing[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof people.list>> = await people.list(tenantId, person, {
      limit: portion,
      cursor,
    });
    for (const thing of page.items) if (await isMeant(thing)) meant.push(thing);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return meant;
}

type Change = Partial<Omit<Erasure, 'tenantId' | 'personHash' | 'revision'>>;

/** Changes the tombstone of a person as it is now, or makes it. @throws Fault `conflict` when others are faster again and again */
export async function changeErasure(
  { erasures, people, clock }: Services,
  tenantId: TenantId,
  person: string,
  decide: (earlier: Erasure | undefined) => Change,
): Promise<Erasure> {
  const personHash = people.pseudonym(tenantId, person);
  for (let tries = 0; tries < writeTriesMax; tries += 1) {
    const earlier = await erasures.find(tenantId, personHash);
    const now = timestampOf(clock());
    const none = { state: 'erasing', requestedAt: now, erasedAt: null, recheckAt: null, sealedPerson: null } as const;
    const next: Erasure = {
      ...{ tenantId, personHash, ...none, counts: {} },
      ...earlier,
      ...decide(earlier),
      revision: (earlier?.revision ?? 0) + 1,
    };
    if ((await erasures.save(next)) === 'saved') return next;
  }
  throw new Fault('conflict', 'The person is being erased by other requests; try again.', { isPassing: true });
}

function recheckTime({ clock }: Services): string {
  return timestampOf(new Date(clock().getTime() + recheckAfterMs));
}
