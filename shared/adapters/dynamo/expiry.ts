import type { TableClient } from './client.ts';
import { table as declared } from './table.ts';

type Item = Readonly<Record<string, unknown>>;

const daySeconds = 86_400;
const { byPerson } = declared.indexes;

/**
 * The item with the moment from which it is kept no longer, where it holds something of a candidate and its tenant has a
 * period: counted from when it was made, or from now where it does not say that. What ends by itself before then still does.
 * DynamoDB removes it some time after, on AWS only: so readers leave out what is expired, and a sweep removes it elsewhere.
 */
export async function withExpiry(table: TableClient, item: Item): Promise<Record<string, unknown>> {
  const tenantId = tenantIn(item);
  const days = tenantId === null ? null : ((await table.retention?.daysOf(tenantId)) ?? null);
  if (days === null) return { ...item };
  const { createdAt } = item;
  const madeMs = typeof createdAt === 'string' ? Date.parse(createdAt) : nowMs(table);
  const own = item[declared.expiryAttribute];
  const end = Math.ceil(madeMs / 1000) + days * daySeconds;
  return { ...item, [declared.expiryAttribute]: typeof own === 'number' ? Math.min(own, end) : end };
}

/** Whether something of a candidate is past its period. */
export function isExpired(table: TableClient, item: Item): boolean {
  return tenantIn(item) !== null && isOver(table, item);
}

/** Whether an item, of whatever kind, is past the moment that DynamoDB removes it at. */
export function isOver(table: TableClient, item: Item): boolean {
  const expiry = item[declared.expiryAttribute];
  return typeof expiry === 'number' && expiry * 1000 <= nowMs(table);
}

/** That what is stored is there no more for who reads it. */
export function isPast(table: TableClient) {
  return {
    expression: '#expiry <= :now',
    names: { '#expiry': declared.expiryAttribute },
    values: { ':now': Math.floor(nowMs(table) / 1000) },
  };
}

// What holds an answer does so whether its candidate has a name or none.
const ofCandidates: ReadonlySet<unknown> = new Set([
  'evaluation',
  'batch-row',
  'row-failure',
  'regrade-entry',
  'regraded-answer',
  'regrade-record',
  'human-mark',
  'judgement',
  'review',
  'invitation',
  'submission',
  'draft',
  'pending-evaluation',
]);

// These have a period of their own.
const ofTheirOwn: ReadonlySet<unknown> = new Set(['kept-request', 'reply-piece']);

// Null for what holds nothing of a candidate.
function tenantIn(item: Item): string | null {
  if (ofTheirOwn.has(item['type'])) return null;
  if (!(byPerson.partitionKey in item) && !ofCandidates.has(item['type'])) return null;
  const [first, tenantId] = String(item[declared.partitionKey]).split('#');
  return first === 'tenant' ? (tenantId ?? null) : null;
}

function nowMs({ retention }: TableClient): number {
  return (retention?.clock() ?? new Date()).getTime();
}
