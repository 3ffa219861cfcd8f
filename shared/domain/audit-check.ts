import {
  type AuditEntry,
  type AuditHead,
  type ChainEnd,
  type ChainTools,
  isHashed,
  isSealed,
  isSealedHead,
  noHash,
} from './audit.ts';
import type { TenantId } from './ids.ts';

/** What can be wrong with a chain. */
export const chainFaultKinds = [
  'unreadable',
  'of-another-tenant',
  'missing',
  'out-of-order',
  'altered',
  'unlinked',
  'unsealed',
  'cut-off',
  'head-missing',
  'head-unreadable',
  'head-unsealed',
  'head-differs',
  'not-as-known',
] as const;
export type ChainFaultKind = (typeof chainFaultKinds)[number];

/** What a fault means, to a person. */
export const chainFaultTexts: Readonly<Record<ChainFaultKind, string>> = {
  unreadable: 'it is not as it was written',
  'of-another-tenant': 'it belongs to the chain of another tenant',
  missing: 'it is missing',
  'out-of-order': 'another entry stands in its place, or one that was there already',
  altered: 'it does not have the hash of its content',
  unlinked: 'it does not follow the entry before it',
  unsealed: 'it was not sealed by this installation',
  'cut-off': 'the chain ends before it, and has been longer',
  'head-missing': 'nothing says that the chain ends before it',
  'head-unreadable': 'what says that the chain ends before it is not as it was written',
  'head-unsealed': 'what says that the chain ends before it was not sealed by this installation',
  'head-differs': 'the head of the chain names another entry there',
  'not-as-known': 'another entry was known to stand there',
};

/** The first fault of a chain: at which entry, counted from 1, and which. */
export interface ChainFault {
  readonly sequence: number;
  readonly kind: ChainFaultKind;
}

/** What was found in the place of an entry. */
export type FoundEntry = AuditEntry | 'unreadable';
export type FoundHead = AuditHead | 'unreadable' | undefined;

/** How far a chain has been checked: the last good entry, and the first fault, after which nothing is looked at. */
export interface ChainCheck {
  readonly end: ChainEnd;
  readonly fault: ChainFault | null;
}

/** What a chain is held against. Without `seal` only hashes are checked, which anybody can make. */
export interface ChainRules {
  readonly tenantId: TenantId;
  readonly sha256: ChainTools['sha256'];
  readonly seal: ChainTools['seal'] | null;
  readonly head: FoundHead;
  /** An end that the chain is known to have had: it finds even a chain that was put back to an earlier state, head included. */
  readonly known: ChainEnd | null;
}

/** The check before the first entry. */
export function checkFrom(): ChainCheck {
  return { end: { sequence: 0, hash: noHash }, fault: null };
}

/**
 * The check after an entry up to which the chain is taken as given: the one found in its place must be that entry.
 *
 * @param found undefined where nothing stands there or later
 */
export function checkBehind(after: ChainEnd, found: FoundEntry | undefined, rules: ChainRules): ChainCheck {
  if (after.sequence === 0) return checkFrom();
  const kind = found === undefined ? 'cut-off' : placeFault(after, found, rules);
  if (kind !== null) return { ...checkFrom(), fault: { sequence: after.sequence, kind } };
  return { end: after, fault: null };
}

/** The check with the next entry of the chain. */
export function checkedEntry(check: ChainCheck, found: FoundEntry, rules: ChainRules): ChainCheck {
  if (check.fault !== null) return check;
  const sequence = check.end.sequence + 1;
  const kind = entryFault(check.end, found, rules);
  if (kind !== null || found === 'unreadable') return { ...check, fault: { sequence, kind: kind ?? 'unreadable' } };
  return { end: { sequence, hash: found.hash }, fault: null };
}

/**
 * The check after the last entry: whether the chain is as long as it has to be, and its head is in order. Entries after the
 * head are no fault: they were added by somebody who had not yet moved it.
 */
export function checkedEnd(check: ChainCheck, rules: ChainRules): ChainCheck {
  if (check.fault !== null) return check;
  const next = check.end.sequence + 1;
  const { head, known } = rules;
  const faulty = (kind: ChainFaultKind, sequence: number): ChainCheck => ({ ...check, fault: { sequence, kind } });
  if (known !== null && known.sequence >= next) return faulty('cut-off', next);
  if (head === undefined) return check.end.sequence === 0 ? check : faulty('head-missing', next);
  if (head === 'unreadable') return faulty('head-unreadable', next);
  if (head.tenantId !== rules.tenantId) return faulty('of-another-tenant', next);
  if (rules.seal !== null && !isSealedHead(head, { seal: rules.seal })) return faulty('head-unsealed', next);
  if (head.sequence >= next) return faulty('cut-off', next);
  return head.sequence === 0 && head.hash !== noHash ? faulty('head-differs', 1) : check;
}

// What it follows lies before the part that is checked.
function placeFault(after: ChainEnd, found: FoundEntry, rules: ChainRules): ChainFaultKind | null {
  if (found === 'unreadable') return 'unreadable';
  const before = { sequence: after.sequence - 1, hash: found.previousHash };
  return entryFault(before, found, rules) ?? (found.hash === after.hash ? null : 'not-as-known');
}

function entryFault(end: ChainEnd, found: FoundEntry, rules: ChainRules): ChainFaultKind | null {
  if (found === 'unreadable') return 'unreadable';
  if (found.tenantId !== rules.tenantId) return 'of-another-tenant';
  if (found.sequence > end.sequence + 1) return 'missing';
  if (found.sequence <= end.sequence) return 'out-of-order';
  if (!isHashed(found, rules)) return 'altered';
  if (found.previousHash !== end.hash) return 'unlinked';
  if (rules.seal !== null && !isSealed(found, { seal: rules.seal })) return 'unsealed';
  return heldAgainst(found, rules);
}

function heldAgainst({ sequence, hash }: AuditEntry, { head, known }: ChainRules): ChainFaultKind | null {
  if (known !== null && known.sequence === sequence && known.hash !== hash) return 'not-as-known';
  const isHead = typeof head === 'object' && head.sequence === sequence;
  return isHead && head.hash !== hash ? 'head-differs' : null;
}
