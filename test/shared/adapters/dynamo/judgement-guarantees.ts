import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoJudgementStore } from '../../../../shared/adapters/dynamo/judgement-store.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { aJudgement, aPointVerdict, sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

// Letter by letter as schema version 1 wrote it: it must never follow a change of the shape of today.
const storedV1 = `{"judge":"llm","gate":null,"flags":[],"points":[{"keyPointId":"trade-off","text":"A partition forces a choice.","role":"essential","weight":1,"verdict":"covered","coverage":1,"evidence":[{"start":0,"end":18,"text":"One has to choose."}],"reason":"Says that there is a choice.","confidence":0.9}],"misconceptions":[],"dimensions":[],"doubts":[],"calls":[{"purpose":"judge","outcome":"answered","model":"gpt-5-mini","finishReason":"stop","detail":null,"attempts":1,"latencyMs":812,"usage":{"inputTokens":900,"cachedInputTokens":0,"outputTokens":100}}]}`;

export function judgementGuarantees(table: TestTable): void {
  const store = () => dynamoJudgementStore(table.client());

  describe('judgements', () => {
    it('finds a judgement by the work it is of', async () => {
      const [tenantId, judgement] = [newTenant(), aJudgement({ flags: ['hedging'] })];
      await store().save(tenantId, sha256(1), judgement, null);
      expect(await store().find(tenantId, sha256(1))).toEqual(judgement);
      expect(await store().find(tenantId, sha256(2))).toBeUndefined();
    });

    it('may be told the same judgement again', async () => {
      const [tenantId, judgement] = [newTenant(), aJudgement()];
      await Promise.all([1, 2, 3].map(() => store().save(tenantId, sha256(1), judgement, null)));
      expect(await store().find(tenantId, sha256(1))).toEqual(judgement);
    });

    it('keeps every one of many that are saved and looked up at the same time', async () => {
      const [tenantId, many] = [newTenant(), dynamoJudgementStore(table.client(), 5)];
      const works = Array.from({ length: 130 }, (_, index) => sha256(1_000 + index));
      const judgementOf = (index: number) => aJudgement({ flags: index % 2 === 0 ? ['hedging'] : [] });
      await Promise.all(works.map((work, index) => many.save(tenantId, work, judgementOf(index), null)));
      const found = await Promise.all([...works, sha256(1)].map((work) => many.find(tenantId, work)));
      expect(found).toEqual([...works.map((_, index) => judgementOf(index)), undefined]);
    });

    it('keeps those that are saved together with one that is too large', async () => {
      const [tenantId, many] = [newTenant(), dynamoJudgementStore(table.client(), 5)];
      const tooLarge = aJudgement({ points: [aPointVerdict({ reason: 'x'.repeat(500_000) })] });
      const saves = [aJudgement(), tooLarge, aJudgement()].map((it, index) =>
        many.save(tenantId, sha256(index), it, null),
      );
      const outcomes = await Promise.allSettled(saves);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(outcomes[1]).toMatchObject({ reason: { kind: 'too-large' } });
      expect(await many.find(tenantId, sha256(2))).toEqual(aJudgement());
    });

    it('reads what was stored before points could be asked about alone and confidences learnt', async () => {
      const tenantId = newTenant();
      const { client, name } = table.client();
      const item = { type: 'judgement', schema: 1, body: storedV1 };
      await client.send(new PutCommand({ TableName: name, Item: { ...keys.judgement(tenantId, sha256(1)), ...item } }));
      expect(await store().find(tenantId, sha256(1))).toMatchObject({
        judge: 'llm',
        points: [{ keyPointId: 'trade-off', verdict: 'covered', confidence: 0.9, doubtful: false }],
        signals: [],
        calls: [{ purpose: 'judge', outcome: 'answered' }],
      });
    });

    it("never shows or touches another tenant's judgement", async () => {
      const [mine, foreign, judgement] = [newTenant(), newTenant(), aJudgement({ flags: ['hedging'] })];
      await store().save(mine, sha256(1), judgement, null);
      expect(await store().find(foreign, sha256(1))).toBeUndefined();
      await store().save(foreign, sha256(1), aJudgement(), null);
      expect(await store().find(mine, sha256(1))).toEqual(judgement);
    });
  });
}
