import * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { KeyId, Sha256, TenantId, Timestamp } from './ids.ts';

/*
 * The audit log of a tenant: what was done, by whom, to what, as a chain in which each entry names the one before it.
 *
 * An entry is hashed as it is, the hash of its predecessor included, and its hash is sealed with a secret of the
 * installation: who can write the table and does not know the secret can't build another chain. The head says where the
 * chain ends, so that a tail that was cut off is missed. A candidate is never named, only by a keyed hash.
 *
 * Entries are never written anew, so a later field must be optional: the hash of an old one covers what it had.
 */

/** Who did it: an API key, somebody with an invitation, or whoever runs the installation. */
export const AuditActor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key'), id: KeyId }),
  z.strictObject({ kind: z.literal('invitation'), id: z.string().regex(/^inv_[0-9a-hjkmnp-tv-z]{1,60}$/) }),
  z.strictObject({ kind: z.literal('installation') }),
]);
export type AuditActor = z.infer<typeof AuditActor>;

/** What was done, as the resource and the verb: `questions.archive`. */
export const AuditAction = z
  .string()
  .max(120)
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'must be a resource and a verb, such as questions.archive');

/** To what: the resource and its id, null where there is no single one. The id of a person is a keyed hash. */
export const AuditSubject = z.strictObject({
  kind: z.string().regex(/^[a-z0-9-]{1,80}$/),
  id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,120}$/)
    .nullable(),
});
export type AuditSubject = z.infer<typeof AuditSubject>;

/** What else is told: by this list alone, so never an answer, a name or a secret. */
export const AuditDetails = z.strictObject({
  route: z.string().max(200).optional(),
  status: z.int().min(200).max(299).optional(),
  /** How many things it was done to. */
  count: z.int().min(0).optional(),
  role: z.string().max(40).optional(),
});
export type AuditDetails = z.infer<typeof AuditDetails>;

/** One action. `sequence` counts from 1; the first `previousHash` is `noHash`. */
export const AuditEntry = z
  .strictObject({
    tenantId: TenantId,
    sequence: z.int().min(1),
    at: Timestamp,
    actor: AuditActor,
    action: AuditAction,
    subject: AuditSubject,
    requestId: z
      .string()
      .regex(/^[\w=-]{1,255}$/)
      .nullable(),
    details: AuditDetails,
    previousHash: Sha256,
    hash: Sha256,
    seal: Sha256,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What is to be entered. */
export const AuditRecord = AuditEntry.omit({ sequence: true, previousHash: true, hash: true, seal: true });
export type AuditRecord = z.infer<typeof AuditRecord>;

/** Where a chain ends: the last entry that was answered for, or 0 and `noHash` where there is none yet. */
export const AuditHead = z
  .strictObject({ tenantId: TenantId, sequence: z.int().min(0), hash: Sha256, seal: Sha256 })
  .meta({ id: 'AuditHead' });
export type AuditHead = z.infer<typeof AuditHead>;

/** The end of a chain, to which the next entry is linked. */
export type ChainEnd = Pick<AuditHead, 'sequence' | 'hash'>;

/** The end of a chain as text, as it is written down to be compared later: `812:` and the hash. */
export const ChainPlace = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,11}):[0-9a-f]{64}$/, 'must be a number, a colon and 64 hexadecimal digits');

export function chainPlaceOf({ sequence, hash }: ChainEnd): string {
  return `${sequence}:${hash}`;
}

/** @throws ZodError for text that `ChainPlace` refuses */
export function chainEndOf(place: string): ChainEnd {
  const [sequence = '', hash] = ChainPlace.parse(place).split(':');
  return { sequence: Number(sequence), hash: Sha256.parse(hash) };
}

/** What stands for the hash of an entry before the first. */
export const noHash = Sha256.parse('0'.repeat(64));

/** The functions of a chain: a hash that anybody can make, and a keyed one that only the installation can. */
export interface ChainTools {
  readonly sha256: (text: string) => Sha256;
  readonly seal: (text: string) => Sha256;
}

/** Makes the entry that follows the end of a chain. */
export function linked(record: AuditRecord, end: ChainEnd, { sha256, seal }: ChainTools): AuditEntry {
  const entry = { ...record, sequence: end.sequence + 1, previousHash: end.hash };
  const hash = sha256(canonicalJson(entry));
  return AuditEntry.parse({ ...entry, hash, seal: seal(sealedText(hash)) });
}

/** The head of a chain that ends there. */
export function headAt(
  tenantId: TenantId,
  { sequence, hash }: ChainEnd,
  { seal }: Pick<ChainTools, 'seal'>,
): AuditHead {
  return { tenantId, sequence, hash, seal: seal(headText(tenantId, sequence, hash)) };
}

/** Whether an entry has the hash of its content. */
export function isHashed({ hash, seal: _, ...content }: AuditEntry, { sha256 }: Pick<ChainTools, 'sha256'>): boolean {
  return sha256(canonicalJson(content)) === hash;
}

export function isSealed({ hash, seal }: AuditEntry, tools: Pick<ChainTools, 'seal'>): boolean {
  return tools.seal(sealedText(hash)) === seal;
}

export function isSealedHead(head: AuditHead, tools: Pick<ChainTools, 'seal'>): boolean {
  return headAt(head.tenantId, head, tools).seal === head.seal;
}

/** The name of a person in the chain, which nobody without the secret of the installation can make or test. */
export function personMark(tenantId: TenantId, person: string, { seal }: Pick<ChainTools, 'seal'>): Sha256 {
  return seal(canonicalJson(['person', tenantId, person]));
}

// Each kind of text begins otherwise, so that no seal stands for another kind.
function sealedText(hash: Sha256): string {
  return canonicalJson(['entry', hash]);
}

function headText(tenantId: TenantId, sequence: number, hash: Sha256): string {
  return canonicalJson(['head', tenantId, sequence, hash]);
}
