import { expect, it } from 'vitest';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { archiveQuestion } from '../../../shared/usecases/archive-question.ts';
import { importQuestions } from '../../../shared/usecases/import-questions.ts';
import { readQuestion } from '../../../shared/usecases/read-question.ts';
import { reviseQuestion } from '../../../shared/usecases/revise-question.ts';
import { indexQuestion, useLlmGrader } from '../../support/llm-grader.ts';
import { newTenant } from '../../support/table.ts';

const grader = useLlmGrader();
const id = QuestionId.parse('index');
const shipped = { id, ...indexQuestion };
const edited = { ...indexQuestion, prompt: 'What is an index good for, in our house?' };

it('brings a bank in once, and a changed question as a new version', async () => {
  const context = grader.contextOf(newTenant(), null);
  const none = { created: 0, revised: 0, unchanged: 0, archived: 0 };
  expect(await importQuestions(context, [shipped])).toEqual({ ...none, created: 1 });
  expect(await importQuestions(context, [shipped])).toEqual({ ...none, unchanged: 1 });
  expect(await importQuestions(context, [{ ...shipped, difficulty: 'senior' }])).toEqual({ ...none, revised: 1 });
  expect(await readQuestion(context, id, null)).toMatchObject({ version: 2, difficulty: 'senior' });
});

it('leaves what a tenant has edited since, until the bank itself changes', async () => {
  const context = grader.contextOf(newTenant(), null);
  await importQuestions(context, [shipped]);
  await reviseQuestion(context, id, edited);
  expect(await importQuestions(context, [shipped])).toMatchObject({ unchanged: 1, revised: 0 });
  expect(await readQuestion(context, id, null)).toMatchObject({ version: 2, prompt: edited.prompt });
  expect(await importQuestions(context, [{ ...shipped, difficulty: 'senior' }])).toMatchObject({ revised: 1 });
  expect(await readQuestion(context, id, 2)).toMatchObject({ prompt: edited.prompt });
});

it('leaves an archived question alone', async () => {
  const context = grader.contextOf(newTenant(), null);
  await importQuestions(context, [shipped]);
  await archiveQuestion(context, id);
  expect(await importQuestions(context, [{ ...shipped, difficulty: 'senior' }])).toMatchObject({ archived: 1 });
  expect(await readQuestion(context, id, null)).toMatchObject({ version: 1, status: 'archived' });
});
