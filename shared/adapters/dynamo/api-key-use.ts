import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ApiKey } from '../../domain/api-key.ts';
import { Fault } from '../../domain/fault.ts';
import { type KeyId, Sha256 } from '../../domain/ids.ts';
import { keyState, opens } from '../../domain/key-life.ts';
import { pacingOf } from '../../domain/rate-limit.ts';
import { timestampOf } from '../../domain/timestamp.ts';
import type { KeyStore, KeyUse } from '../../ports/keys.ts';
import { keyCodec } from './api-key-codec.ts';
import type { TableClient } from './client.ts';
import type { Condition } from './item-access.ts';
import { keys } from './keys.ts';

/**
 * What lies beside the body of a key for conditions to look at: the hashes of its secrets, and until when each opens it, as
 * `opens` and `keyState` have it. Empty and 0 where there is none, so that a change of the key leaves nothing behind.
 */
export function besideKey({
  secretHash,
  previousSecret,
  revokedAt,
  expiresAt,
}: ApiKey): Record<string, string | number> {
  const untilMs = revokedAt !== null ? 0 : expiresAt === null ? forEverMs : Date.parse(expiresAt);
  return {
    secretHash,
    opensUntilMs: untilMs,
    previousSecretHash: previousSecret?.secretHash ?? '',
    previousOpensUntilMs: previousSecret === null ? 0 : Math.min(untilMs, Date.parse(previousSecret.expiresAt)),
  };
}

// The last moment that a Date can be (ECMA-262, 21.4.1.1).
const forEverMs = 8.64e15;

/**
 * Uses of keys in the table: who shows a key, whether it may be used now, and when it last was, in one conditional write.
 *
 * An expression has no maximum, which the rate limit needs (`pacingOf`), so there are two writes of which one holds: that
 * of a bucket that is full, and that of one which is not. Which it is, is guessed from the last use in this process; a
 * wrong guess costs the other write. The hash of the secret is part of the condition, so that whoever knows only the public
 * part of a key, or a secret that opens it no more, can neither write to it nor use up its limit. Only where both fail is the item read, to say why.
 */
export function dynamoKeyUse({ client, name }: TableClient): Pick<KeyStore, 'use'> {
  const lastTats = new Map<KeyId, number>();

  const write = async (id: KeyId, change: Change): Promise<Used | null> => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.apiKey(id),
          UpdateExpression: change.update,
          ConditionExpression: change.expression,
          ExpressionAttributeNames: change.names,
          ExpressionAttributeValues: change.values,
          ReturnValues: 'ALL_NEW',
        }),
      );
      return usedIn(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  };

  const read = async (id: KeyId): Promise<Used | null> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: keys.apiKey(id), ConsistentRead: true }));
    return Item === undefined ? null : usedIn(Item);
  };

  return {
    async use(id, use) {
      const nowMicros = use.nowMs * 1_000;
      for (let round = 0; round < roundsMax; round += 1) {
        const isBusy = (lastTats.get(id) ?? 0) >= nowMicros;
        for (const change of changesFor(use, isBusy)) {
          const { key, tatMicros } = (await write(id, change)) ?? {};
          if (key === undefined) continue;
          remember(lastTats, id, tatMicros ?? 0);
          return { outcome: 'used', key, tatMicros: tatMicros ?? null };
        }
        const found = await read(id);
        if (found === null || !isOpenedBy(found.key, use)) return { outcome: 'refused' };
        const { key, tatMicros } = found;
        remember(lastTats, id, tatMicros ?? 0);
        if (found.secretHash === undefined) await write(id, adoption(key));
        else if (use.limit !== null && (tatMicros ?? 0) > nowMicros + pacingOf(use.limit).toleranceMicros)
          return { outcome: 'limited', key, tatMicros: tatMicros ?? 0 };
      }
      // Others were in between each time: it is busy, whatever its limit.
      throw new Fault('unavailable', 'The key is being used by many requests at once. Try again.');
    },
  };
}

const roundsMax = 5;
const rememberedMax = 10_000;

function remember(lastTats: Map<KeyId, number>, id: KeyId, tatMicros: number): void {
  if (lastTats.size >= rememberedMax) lastTats.clear();
  lastTats.set(id, tatMicros);
}

interface Change extends Condition {
  readonly update: string;
}

// The likelier first.
function changesFor({ secretHash, nowMs, limit }: KeyUse, isBusy: boolean): readonly Change[] {
  const expression = '((#hash = :hash AND #until > :nowMs) OR (#previous = :hash AND #previousUntil > :nowMs))';
  const names = {
    '#hash': 'secretHash',
    '#until': 'opensUntilMs',
    '#previous': 'previousSecretHash',
    '#previousUntil': 'previousOpensUntilMs',
    '#usedAt': 'lastUsedAtMs',
  };
  const values = { ':hash': secretHash, ':nowMs': nowMs };
  if (limit === null) return [{ update: 'SET #usedAt = :nowMs', expression, names, values }];
  const { intervalMicros, toleranceMicros } = pacingOf(limit);
  const nowMicros = nowMs * 1_000;
  const limited = { ...names, '#tat': 'tatMicros' };
  const full: Change = {
    update: 'SET #usedAt = :nowMs, #tat = :next',
    expression: `${expression} AND (attribute_not_exists(#tat) OR #tat < :now)`,
    names: limited,
    values: { ...values, ':now': nowMicros, ':next': nowMicros + intervalMicros },
  };
  const begun: Change = {
    update: 'SET #usedAt = :nowMs, #tat = #tat + :interval',
    expression: `${expression} AND #tat BETWEEN :now AND :latest`,
    names: limited,
    values: { ...values, ':interval': intervalMicros, ':now': nowMicros, ':latest': nowMicros + toleranceMicros },
  };
  return isBusy ? [begun, full] : [full, begun];
}

// A key that was made before hashes lay beside the body gets its own, once somebody has shown its secret.
function adoption(key: ApiKey): Change {
  const attributes = Object.entries(besideKey(key));
  return {
    update: `SET ${attributes.map(([attribute]) => `#${attribute} = :${attribute}`).join(', ')}`,
    expression: 'attribute_exists(#body) AND attribute_not_exists(#secretHash)',
    names: { '#body': 'body', ...Object.fromEntries(attributes.map(([attribute]) => [`#${attribute}`, attribute])) },
    values: Object.fromEntries(attributes.map(([attribute, value]) => [`:${attribute}`, value])),
  };
}

interface Used extends z.infer<typeof Beside> {
  readonly key: ApiKey;
}

const Beside = z.object({ secretHash: Sha256.optional(), tatMicros: z.number().optional() });

function usedIn(item: unknown): Used {
  return { ...Beside.parse(item), key: keyCodec.decode(item) };
}

// By the body, which says the same as what lies beside it, where that is there.
function isOpenedBy(key: ApiKey, { secretHash, nowMs }: KeyUse): boolean {
  const now = timestampOf(new Date(nowMs));
  return opens(key, secretHash, now) && keyState(key, now) === 'active';
}
