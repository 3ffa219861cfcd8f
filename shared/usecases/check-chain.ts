import type { AuditHead, ChainEnd } from '../domain/audit.ts';
import {
  type ChainCheck,
  type ChainFault,
  type ChainRules,
  checkBehind,
  checkedEnd,
  checkedEntry,
  checkFrom,
  type FoundHead,
} from '../domain/audit-check.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Services } from './context.ts';

/** What a check of a chain, or of a part of it, has found. */
export interface CheckedChain {
  /** How many entries were checked and are in order. */
  readonly entries: number;
  /** The last of them. */
  readonly end: ChainEnd;
  readonly head: AuditHead | null;
  readonly fault: ChainFault | null;
  /** Null when the chain was looked at to its end or its first fault; else where to go on. */
  readonly next: ChainEnd | null;
}

export interface ChainPart {
  /** The last entry of the part before, which is trusted if it is there. Null starts at the first. */
  readonly after: ChainEnd | null;
  /** An entry that the chain is known to have. */
  readonly known: ChainEnd | null;
  /** Null reads to the end. */
  readonly entriesMax: number | null;
}

/**
 * Checks the audit chain of a tenant, page by page. Entries that are appended meanwhile may be part of it or not.
 *
 * For whoever runs the installation; see `verifyAudit` for requests.
 */
export async function checkChain(
  { audit, sha256, seal }: Pick<Services, 'audit' | 'sha256' | 'seal'>,
  tenantId: TenantId,
  { after, known, entriesMax }: ChainPart,
): Promise<CheckedChain> {
  // The head first: what it names is there when the entries are read.
  const rules: ChainRules = { tenantId, sha256, seal, known, head: await audit.head(tenantId) };
  const start =
    after === null ? checkFrom() : checkBehind(after, (await audit.entriesFrom(tenantId, after.sequence))[0], rules);
  const last = start.end.sequence + (entriesMax ?? Number.MAX_SAFE_INTEGER);
  let check: ChainCheck = start;
  let isAtEnd = false;
  while (!isAtEnd && check.fault === null && check.end.sequence < last) {
    const found = await audit.entriesFrom(tenantId, check.end.sequence + 1);
    for (const entry of found) check = checkedEntry(check, entry, rules);
    isAtEnd = found.length === 0;
  }
  if (isAtEnd) check = checkedEnd(check, rules);
  const { end, fault } = check;
  return {
    entries: end.sequence - start.end.sequence,
    end,
    head: headOrNull(rules.head),
    fault,
    next: isAtEnd || fault !== null ? null : end,
  };
}

function headOrNull(head: FoundHead): AuditHead | null {
  return typeof head === 'object' ? head : null;
}
