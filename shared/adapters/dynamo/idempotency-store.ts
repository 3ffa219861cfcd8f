import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { type KeptRequest, SealedText } from '../../domain/idempotency.ts';
import type { IdempotencyStore, KeptSeal } from '../../ports/idempotency.ts';
import type { TableClient } from './client.ts';
import { type Condition, isAbsent, readItem, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ranges } from './keys.ts';
import { table as shape } from './table.ts';
import { writeItems } from './write-items.ts';

/**
 * Requests under idempotency keys in the table, one item each, with the reply in it. A reply that is too long for that, or about
 * several people, has pieces beside it, which are written first: an item that says that there are pieces has all of them,
 * unless one was erased. Pieces carry the name of their holder, so that of two who answer neither writes into the other's.
 */
export function dynamoIdempotencyStore(table: TableClient): IdempotencyStore {
  const release: IdempotencyStore['release'] = async ({ tenantId, keyHash, holder }) => {
    const { expression, names, values } = isHeldBy(holder);
    const input = {
      TableName: table.name,
      Key: keys.keptRequest(tenantId, keyHash),
      ConditionExpression: expression,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    };
    try {
      await table.client.send(new DeleteCommand(input));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  return {
    release,

    async begin(request, now) {
      const isBegun = await writeItem(table, itemOf(request), {
        expression: `${isAbsent.expression} OR #expiresAt <= :now`,
        names: { ...isAbsent.names, '#expiresAt': shape.expiryAttribute },
        values: { ':now': epochSeconds(now) },
      });
      return isBegun ? 'begun' : 'taken';
    },

    async find(tenantId, keyHash, now) {
      const kept = await readItem(table, keys.keptRequest(tenantId, keyHash), items.keptRequest);
      if (kept === undefined || epochSeconds(kept.request.expiresAt) <= epochSeconds(now)) return undefined;
      const { request, sealed } = kept;
      if (sealed === null) return { request, reply: null };
      const wanted = kept.shares + kept.pieces;
      if (wanted === 0) return { request, reply: { sealed: SealedText.parse(sealed), shares: [] } };
      const range = ranges.replyPieces(tenantId, keyHash, request.holder);
      const texts = (await readRange(table, range, items.replyPiece)).map(({ text }) => text);
      if (texts.length !== wanted) {
        await release(request);
        return undefined;
      }
      const [shares, pieces] = [texts.slice(0, kept.shares), texts.slice(kept.shares)];
      return { request, reply: { sealed: SealedText.parse(sealed + pieces.join('')), shares } };
    },

    async hold(previous, next) {
      const { expression, names, values } = isHeldBy(previous.holder);
      const isHeld = await writeItem(table, itemOf(next), {
        expression: `${expression} AND #leaseUntilMs = :leaseUntilMs`,
        names: { ...names, '#leaseUntilMs': 'leaseUntilMs' },
        values: { ...values, ':leaseUntilMs': leaseOf(previous) },
      });
      return isHeld ? 'held' : 'lost';
    },

    async answer(request, reply) {
      const [first = '', ...rest] = cut(reply.sealed);
      const pieces = piecesOf(request, reply, rest);
      if (pieces.length > 0) await writeItems(table, pieces);
      const counts = { pieces: rest.length, shares: reply.shares.length };
      const item = { ...itemOf(request, first, counts), ...listing(request, reply.people[0], 'request') };
      return (await writeItem(table, item, isHeldBy(request.holder))) ? 'answered' : 'lost';
    },
  };
}

function itemOf(request: KeptRequest, sealed: string | null = null, { pieces, shares } = { pieces: 0, shares: 0 }) {
  return {
    ...keys.keptRequest(request.tenantId, request.keyHash),
    ...items.keptRequest.encode({ request, sealed, pieces, shares }),
    holder: request.holder,
    leaseUntilMs: leaseOf(request),
    ...expiry(request),
  };
}

// Shares come first. A piece that is no share belongs to the first of the people, as the item itself does.
function piecesOf(request: KeptRequest, { people, shares }: KeptSeal, rest: readonly string[]) {
  const { tenantId, keyHash, holder } = request;
  const texts = [
    ...shares.map((text, index) => ({ text, person: people[index] })),
    ...rest.map((text) => ({ text, person: people[0] })),
  ];
  return texts.map(({ text, person }, index) => ({
    ...keys.replyPiece(tenantId, keyHash, holder, index),
    ...items.replyPiece.encode({ text }),
    ...listing(request, person, `piece#${holder}#${index}`),
    ...expiry(request),
  }));
}

// An item holds 400 KB of UTF-8, and a sealed text has a byte a character.
const charsPerItem = 300_000;

function cut(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / charsPerItem) }, (_, index) =>
    text.slice(index * charsPerItem, (index + 1) * charsPerItem),
  );
}

function listing({ tenantId, keyHash }: KeptRequest, person: string | undefined, part: string): Record<string, string> {
  return person === undefined ? {} : listed(lists.person(tenantId, person), `idempotency#${keyHash}#${part}`);
}

// What has been answered has a lease that ended long ago and that nobody can hold.
function leaseOf({ leaseUntilMs }: KeptRequest): number {
  return leaseUntilMs ?? -1;
}

function expiry({ expiresAt }: KeptRequest): Record<string, number> {
  return { [shape.expiryAttribute]: epochSeconds(expiresAt) };
}

function epochSeconds(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000);
}

function isHeldBy(holder: string): Condition {
  return { expression: '#holder = :holder', names: { '#holder': 'holder' }, values: { ':holder': holder } };
}
