import { createHmac } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { BatchId, Sha256 } from '../../domain/ids.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { KeptThing, PersonStore } from '../../ports/people.ts';
import type { TableClient } from './client.ts';
import { dueItems } from './due-items.ts';
import { isOver } from './expiry.ts';
import { eraseItem, readItems } from './item-access.ts';
import { items, MalformedItemError } from './items.ts';
import { keys, type List, lists, ranges } from './keys.ts';
import { listPage } from './list-page.ts';
import { table as declared } from './table.ts';

const pageSize = 100;
const listKey = declared.indexes.byPerson.partitionKey;

/** Where something was found otherwise than in the list of whom it is of. */
const unlisted = '';

/**
 * What is kept of a person or of an answer, of whatever kind: every store puts its items into the list of whom they are of, and a
 * kind that is unknown here is read as the JSON that it is. So what is listed can be exported and erased, and nothing
 * has to be remembered here when another kind is added.
 */
export function dynamoPersonStore(table: TableClient): PersonStore {
  const { client, name, cursorSecret } = table;
  const pageOf = (list: List, page: PageRequest): Promise<Page<KeptThing>> =>
    listPage(table, { list, order: 'ascending', filters: [], codec: { decode: thingIn } }, page);
  return {
    list: (tenantId, person, page) => pageOf(lists.person(tenantId, person), page),

    async ofAnswer(tenantId, answerHash) {
      const things: KeptThing[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<KeptThing> = await pageOf(lists.answer(tenantId, answerHash), { limit: pageSize, cursor });
        things.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return things;
    },

    async before(tenantId, moment, limit) {
      const codec = { decode: (item: unknown) => thingIn({ ...Object(item), [listKey]: unlisted }) };
      const { values } = await dueItems(table, lists.evaluations(tenantId), codec, moment, limit);
      return values;
    },

    async removeExpired() {
      let from: Record<string, unknown> | undefined;
      do {
        const page: ScanCommandOutput = await client.send(
          new ScanCommand({ TableName: name, ...(from !== undefined && { ExclusiveStartKey: from }) }),
        );
        for (const item of page.Items ?? [])
          if (isOver(table, item))
            await eraseItem(table, { pk: String(item[declared.partitionKey]), sk: String(item[declared.sortKey]) });
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    },

    async erase({ place }) {
      const { [declared.partitionKey]: partition, [declared.sortKey]: sort, [listKey]: list } = place;
      if (list === unlisted) return eraseItem(table, { pk: String(partition), sk: String(sort) });
      try {
        await client.send(
          new DeleteCommand({
            TableName: name,
            Key: { [declared.partitionKey]: partition, [declared.sortKey]: sort },
            ConditionExpression: '#list = :list',
            ExpressionAttributeNames: { '#list': listKey },
            ExpressionAttributeValues: { ':list': list },
          }),
        );
      } catch (error) {
        // It is gone, or something else stands there by now.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    eraseJudgement: (tenantId, work) => eraseItem(table, keys.judgement(tenantId, work)),

    async eraseHistory(tenantId, id) {
      for (const range of [ranges.regradeRecords(tenantId, id), ranges.reviews(tenantId, id)])
        for (const { pk, sk } of await readItems(table, range, ['pk', 'sk']))
          await eraseItem(table, { pk: String(pk), sk: String(sk) });
    },

    pseudonym: (tenantId, person) =>
      Sha256.parse(
        createHmac('sha256', cursorSecret)
          .update(JSON.stringify(['erasure', tenantId, person]))
          .digest('hex'),
      ),
  };
}

const Item = z.object({
  type: z.string(),
  body: z.string(),
  batchId: BatchId.nullable().default(null),
  [declared.partitionKey]: z.string(),
  [declared.sortKey]: z.string(),
  [listKey]: z.string(),
});

const codecs = new Map<string, { decode(item: unknown): unknown }>([
  ['evaluation', items.evaluation],
  ['batch-row', items.batchRow],
  ['row-failure', items.rowFailure],
  ['regrade-entry', items.regradeEntry],
  ['regraded-answer', items.regradedAnswer],
  ['regrade-record', items.regradeRecord],
  ['human-mark', items.humanMark],
  ['judgement', items.judgement],
  ['pending-evaluation', items.pendingEvaluation],
  ['review', items.review],
  ['invitation', items.invitation],
  ['submission', items.submission],
  ['draft', items.draft],
]);

function thingIn(item: unknown): KeptThing {
  const { type: kind, body, batchId, ...place } = Item.parse(item);
  return { kind, batchId, place, value: valueIn(kind, item, body) };
}

// What can't be read can be erased all the same.
function valueIn(kind: string, item: unknown, body: string): unknown {
  try {
    return codecs.get(kind)?.decode(item) ?? jsonIn(body);
  } catch (error) {
    if (error instanceof MalformedItemError) return jsonIn(body);
    throw error;
  }
}

// What is no JSON is shown as the text that it is.
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
