import { createHmac } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { BatchId, Sha256 } from '../../domain/ids.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { KeptThing, PersonStore } from '../../ports.ts';
import type { TableClient } from './client.ts';
import { eraseItem } from './item-access.ts';
import { items, MalformedItemError } from './items.ts';
import { keys, type List, lists } from './keys.ts';
import { listPage } from './list-page.ts';
import { table as declared } from './table.ts';

const pageSize = 100;

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

    async erase({ place }) {
      const { byPerson } = declared.indexes;
      const { [declared.partitionKey]: partition, [declared.sortKey]: sort, [byPerson.partitionKey]: list } = place;
      try {
        await client.send(
          new DeleteCommand({
            TableName: name,
            Key: { [declared.partitionKey]: partition, [declared.sortKey]: sort },
            ConditionExpression: '#list = :list',
            ExpressionAttributeNames: { '#list': byPerson.partitionKey },
            ExpressionAttributeValues: { ':list': list },
          }),
        );
      } catch (error) {
        // It is gone, or something else stands there by now.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    eraseJudgement: (tenantId, work) => eraseItem(table, keys.judgement(tenantId, work)),

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
  [declared.indexes.byPerson.partitionKey]: z.string(),
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
