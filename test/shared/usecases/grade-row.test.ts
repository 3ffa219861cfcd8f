import { describe, expect, it } from 'vitest';
import { wireTools } from '../../../functions/wire.ts';
import { dynamoJudgementStore } from '../../../shared/adapters/dynamo/judgement-store.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { AuthoredQuestion } from '../../../shared/domain/question.ts';
import { type GradeRowTools, gradeRow } from '../../../shared/usecases/grade-row.ts';
import { aReport, goodAnswer, indexQuestion } from '../../support/llm-grader.ts';
import { completion, useScriptedModel } from '../../support/scripted-model.ts';
import { newTenant, useTable } from '../../support/table.ts';

const server = useScriptedModel();
const table = useTable();
const question = AuthoredQuestion.parse({ id: 'index', ...indexQuestion });

function toolsFor(changes: Partial<GradeRowTools> = {}): GradeRowTools {
  const bank = new Map([[question.id, question]]);
  const own = { judgements: null, tenantId: newTenant(), bank, judge: 'offline', passMark: null } as const;
  return { ...wireTools({ model: null }), ...own, ...changes };
}

async function evaluated(tools: GradeRowTools, fields: Record<string, unknown>): Promise<Evaluation> {
  const settled = await gradeRow(tools, { line: 2, fields });
  if (settled.outcome !== 'evaluated') throw new Error(settled.reason);
  return settled.evaluation;
}

describe('a row', () => {
  it('is graded by a question of the bank, or by the one it brings', async () => {
    const byId = await evaluated(toolsFor(), { question_id: 'index', answer: goodAnswer, candidate: 'Ada' });
    expect(byId).toMatchObject({ question: { id: 'index', version: null }, inlineQuestion: null, candidate: 'Ada' });
    const brought = { question: indexQuestion.prompt, reference_answer: indexQuestion.reference, answer: goodAnswer };
    const inline = await evaluated(toolsFor(), brought);
    expect(inline).toMatchObject({ question: { id: null }, inlineQuestion: { reference: indexQuestion.reference } });
    expect(inline.verdicts.length).toBeGreaterThan(1);
  });

  it.each([
    ['can not be read', { line: 2, fields: {}, problem: 'the line has 3 cells' }, 'the line has 3 cells'],
    ['has no answer', { line: 2, fields: { question_id: 'index' } }, 'there is no answer column'],
    ['names none', { line: 2, fields: { answer: 'x' } }, 'neither a question_id nor a question'],
  ])('that %s fails alone and says why', async (_, record, reason) => {
    expect(await gradeRow(toolsFor(), record)).toEqual({ outcome: 'failed', reason: expect.stringContaining(reason) });
  });

  it('that names a question missing from the bank is told apart, for who knows where its ids are listed', async () => {
    const record = { line: 2, fields: { question_id: 'nope', answer: 'x' } };
    const reason = 'there is no question nope';
    expect(await gradeRow(toolsFor(), record)).toEqual({ outcome: 'unknown-question', reason });
  });

  it('finds its question however the id is capitalised', async () => {
    expect(await evaluated(toolsFor(), { question_id: 'INDEX', answer: goodAnswer })).toMatchObject({
      question: { id: 'index' },
    });
  });

  it('is judged by a model once: a second run over it pays nothing and finds the same', async () => {
    server.script(completion(aReport()));
    const model = openAiModel(server.settings());
    const tools = toolsFor({ model, judge: 'llm', judgements: dynamoJudgementStore(table.client()) });
    const row = { question_id: 'index', answer: goodAnswer };
    const first = await evaluated(tools, row);
    const second = await evaluated(tools, row);
    expect(first).toMatchObject({ judge: 'llm', score: 100, usage: { calls: 1 } });
    expect(second).toMatchObject({ judge: 'llm', score: 100, usage: { calls: 0, costUsdMicros: 0 } });
    expect(second.verdicts).toEqual(first.verdicts);
  });

  it('sends the name of its candidate to no model', async () => {
    server.script(completion(aReport()));
    const tools = toolsFor({ judge: 'llm', model: openAiModel(server.settings()) });
    await evaluated(tools, { question_id: 'index', answer: goodAnswer, candidate: 'Ada Lovelace', email: 'ada@x.org' });
    expect(JSON.stringify(server.requests)).not.toMatch(/Ada|Lovelace|x\.org/);
  });
});
