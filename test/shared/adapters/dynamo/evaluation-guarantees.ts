import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoEvaluationStore } from '../../../../shared/adapters/dynamo/evaluation-store.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { QuestionId } from '../../../../shared/domain/ids.ts';
import { anEvaluation, evaluationId, sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const anyEvaluation = { questionId: null, status: null };
const firstPage = { limit: 100, cursor: null };

export function evaluationGuarantees(table: TestTable): void {
  const store = () => dynamoEvaluationStore(table.client());

  describe('evaluations', () => {
    it('gives back exactly what was stored', async () => {
      const evaluation = anEvaluation({
        tenantId: newTenant(),
        answer: 'Lone \udc00, bell \u0007, 😀',
        score: 100 / 3,
        confidence: 5e-324,
      });
      expect(await store().save(evaluation, null)).toBe('saved');
      expect(await store().find(evaluation.tenantId, evaluation.id)).toEqual(evaluation);
    });

    it('saves an id once and leaves the first alone', async () => {
      const evaluation = anEvaluation({ tenantId: newTenant() });
      await store().save(evaluation, null);
      expect(await store().save({ ...evaluation, score: 0 }, null)).toBe('exists');
      expect(await store().find(evaluation.tenantId, evaluation.id)).toEqual(evaluation);
    });

    it('has one winner when many save the same id at once', async () => {
      const tenantId = newTenant();
      const rivals = Array.from({ length: 12 }, (_, n) => anEvaluation({ tenantId, candidate: `candidate ${n}` }));
      const outcomes = await Promise.all(rivals.map((rival) => store().save(rival, null)));
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(await store().find(tenantId, evaluationId(1))).toEqual(rivals[outcomes.indexOf('saved')]);
    });

    it('supersedes the evaluation it names by its time and no other', async () => {
      const first = anEvaluation({ tenantId: newTenant(), status: 'needs-review' });
      const second = { ...first, createdAt: '2026-01-02T00:00:00.000Z', status: 'graded' as const };
      await store().save(first, null);
      expect(await store().save(second, '2025-12-31T00:00:00.000Z')).toBe('exists');
      expect(await store().find(first.tenantId, first.id)).toEqual(first);
      expect(await store().save(second, first.createdAt)).toBe('saved');
      expect(await store().save({ ...second, score: 0 }, first.createdAt)).toBe('exists');
      expect(await store().find(first.tenantId, first.id)).toEqual(second);
      expect((await store().list(first.tenantId, anyEvaluation, firstPage)).items).toEqual([second]);
      const graded = { questionId: first.question.id, status: 'needs-review' as const };
      expect((await store().list(first.tenantId, graded, firstPage)).items).toEqual([]);
    });

    it('saves what supersedes an evaluation that is no longer there', async () => {
      const evaluation = anEvaluation({ tenantId: newTenant() });
      expect(await store().save(evaluation, '2025-12-31T00:00:00.000Z')).toBe('saved');
    });

    it('lists the newest first, of the tenant or of one question', async () => {
      const tenantId = newTenant();
      const stored = [4, 1, 3, 2].map((day) =>
        anEvaluation({
          tenantId,
          id: evaluationId(day),
          createdAt: `2026-01-0${day}T00:00:00.000Z`,
          question: { id: day % 2 ? 'odd' : 'even', version: 1, fingerprint: sha256(1) },
        }),
      );
      await Promise.all(stored.map((evaluation) => store().save(evaluation, null)));
      const daysOf = async (questionId: string | null) => {
        const filter = { questionId: questionId === null ? null : QuestionId.parse(questionId), status: null };
        return (await store().list(tenantId, filter, firstPage)).items.map(({ createdAt }) => createdAt.slice(8, 10));
      };
      expect(await daysOf(null)).toEqual(['04', '03', '02', '01']);
      expect(await daysOf('odd')).toEqual(['03', '01']);
      expect(await daysOf('none')).toEqual([]);
    });

    it('lists those of inline questions with the tenant and under no question', async () => {
      const tenantId = newTenant();
      const inline = anEvaluation({ tenantId, question: { id: null, version: null, fingerprint: sha256(1) } });
      await store().save(inline, null);
      expect((await store().list(tenantId, anyEvaluation, firstPage)).items).toEqual([inline]);
      const ofNull = { questionId: QuestionId.parse('null'), status: null };
      expect((await store().list(tenantId, ofNull, firstPage)).items).toEqual([]);
    });

    it('reads, lists and supersedes what was written before feedback, harm and calibration were kept', async () => {
      const today = anEvaluation({ tenantId: newTenant() });
      await store().save(today, null);
      const { calibrated, expectedHarm, feedback, batchRow, review, ...rest } = today;
      const { workedExamples, calibrationFingerprint, regrades, ...provenance } = today.provenance;
      const verdicts = today.verdicts.map(({ doubtful, ...verdict }) => verdict);
      const { client, name } = table.client();
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.evaluation(today.tenantId, today.id),
          UpdateExpression: 'SET #schema = :one, #body = :body',
          ExpressionAttributeNames: { '#schema': 'schema', '#body': 'body' },
          ExpressionAttributeValues: { ':one': 1, ':body': JSON.stringify({ ...rest, provenance, verdicts }) },
        }),
      );
      const found = await store().find(today.tenantId, today.id);
      expect(found).toMatchObject({ ...rest, provenance, calibrated: null, verdicts: [{ doubtful: false }] });
      expect(found?.expectedHarm).toBeCloseTo(1 - 0.9);
      expect((await store().list(today.tenantId, anyEvaluation, firstPage)).items).toEqual([found]);
      expect(await store().save({ ...today, score: 0 }, today.createdAt)).toBe('saved');
    });

    it('reads and replaces what was written before any was regraded', async () => {
      const today = anEvaluation({ tenantId: newTenant() });
      await store().save(today, null);
      const { batchRow, review, ...rest } = today;
      const { regrades, ...provenance } = today.provenance;
      const { client, name } = table.client();
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.evaluation(today.tenantId, today.id),
          UpdateExpression: 'SET #schema = :two, #body = :body REMOVE #revision',
          ExpressionAttributeNames: { '#schema': 'schema', '#body': 'body', '#revision': 'revision' },
          ExpressionAttributeValues: { ':two': 2, ':body': JSON.stringify({ ...rest, provenance }) },
        }),
      );
      expect(await store().find(today.tenantId, today.id)).toEqual(today);
      expect(await store().replace(today, { ...today, score: 0 })).toBe('replaced');
    });

    it('reads and replaces what was written before people reviewed', async () => {
      const today = anEvaluation({ tenantId: newTenant() });
      await store().save(today, null);
      const { batchRow, review, ...then } = today;
      const { client, name } = table.client();
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.evaluation(today.tenantId, today.id),
          UpdateExpression: 'SET #schema = :three, #body = :body',
          ExpressionAttributeNames: { '#schema': 'schema', '#body': 'body' },
          ExpressionAttributeValues: { ':three': 3, ':body': JSON.stringify(then) },
        }),
      );
      expect(await store().find(today.tenantId, today.id)).toEqual(today);
      expect(await store().replace(today, { ...today, score: 0 })).toBe('replaced');
    });

    it("never shows or touches another tenant's evaluation", async () => {
      const mine = anEvaluation({ tenantId: newTenant() });
      await store().save(mine, null);
      const foreign = newTenant();
      expect(await store().find(foreign, mine.id)).toBeUndefined();
      expect((await store().list(foreign, anyEvaluation, firstPage)).items).toEqual([]);
      const ofQuestion = { questionId: mine.question.id, status: null };
      expect((await store().list(foreign, ofQuestion, firstPage)).items).toEqual([]);
      expect(await store().save({ ...mine, tenantId: foreign, score: 0 }, mine.createdAt)).toBe('saved');
      expect(await store().find(mine.tenantId, mine.id)).toEqual(mine);
    });
  });
}
