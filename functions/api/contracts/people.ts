import * as z from 'zod';
import { candidateCharsMax } from '../../../shared/domain/batch-row.ts';
import { Erasure } from '../../../shared/domain/erasure.ts';
import { BatchId } from '../../../shared/domain/ids.ts';
import type { PersonRead } from '../../../shared/usecases/read-person.ts';
import { PageQuery } from '../contract.ts';

/** A person as the tenant names them: the `candidate` of their answers, in the path as `encodeURIComponent` writes it. */
export const PersonId = z.string().min(1).max(candidateCharsMax);

export const PersonQuery = z.strictObject(PageQuery);

/**
 * What was erased of a person. `erasing`: it was cut off; ask again, or wait until it is gone on with. `counts` are the things of
 * each kind, over all erasures of this person.
 */
export const ErasureReply = Erasure.pick({ state: true, requestedAt: true, erasedAt: true, counts: true }).meta({
  id: 'ErasureReply',
});

/** Something that is kept of a person. `data` is what is kept, as it is, without credentials and what workers tell each other. */
export const PersonItem = z
  .strictObject({
    kind: z.string(),
    batchId: z.union([BatchId, z.null()]),
    data: z.unknown(),
  })
  .meta({ id: 'PersonItem' });

/** One page of what is kept of a person; `erasure` says when all before was erased, null where nothing was. */
export const PersonReply = z
  .strictObject({
    person: PersonId,
    erasure: z.union([ErasureReply, z.null()]),
    items: z.array(PersonItem),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PersonReply' });

/** What a caller may see of an erasure. */
export function erasureReply({ state, requestedAt, erasedAt, counts }: Erasure): z.infer<typeof ErasureReply> {
  return ErasureReply.parse({ state, requestedAt, erasedAt, counts });
}

/** What is kept of a person, for its owner. */
export function personReply(person: string, { erasure, items, nextCursor }: PersonRead): z.infer<typeof PersonReply> {
  return PersonReply.parse({
    person,
    erasure: erasure === null ? null : erasureReply(erasure),
    items: items.map(({ kind, data, ...item }) => ({ ...item, kind, data: ofPerson(kind, data) })),
    nextCursor,
  });
}

// The tenant is the caller, on every level.
function ofPerson(kind: string, value: unknown): unknown {
  const own = workings.get(kind) ?? [];
  const isTheirs = (holder: unknown, key: string) => key !== 'tenantId' && !(holder === value && own.includes(key));
  return JSON.parse(
    JSON.stringify(value, function (this: unknown, key, inner) {
      return isTheirs(this, key) ? inner : undefined;
    }),
  );
}

// Credentials, and what workers tell each other: no data of the person.
const workings: ReadonlyMap<string, readonly string[]> = new Map([
  ['invitation', ['tokenHash', 'session', 'revision']],
  ['submission', ['lease', 'attempts', 'dueAt', 'revision']],
  ['pending-evaluation', ['lease', 'attempts', 'dueAt', 'revision']],
]);
