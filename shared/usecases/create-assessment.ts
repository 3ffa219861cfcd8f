import {
  type Assessment,
  type AssessmentChoices,
  AssessmentId,
  assessmentIdBytes,
  type PinnedQuestion,
  refuseDisorder,
} from '../domain/assessment.ts';
import { base32Of } from '../domain/base32.ts';
import { Fault } from '../domain/fault.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { chosenJudge } from './judge-answer.ts';
import { readQuestion } from './read-question.ts';

/** A question as an owner names it: in its latest version where none is given. */
export interface WantedQuestion {
  readonly id: QuestionId;
  readonly version: number | null;
}

/** Choices with questions that are yet to be pinned. */
export type WantedAssessment = Omit<AssessmentChoices, 'questions'> & { readonly questions: readonly WantedQuestion[] };

/**
 * Keeps a new assessment as a draft, its questions pinned to the versions of this moment.
 *
 * @throws Fault `not-found` for a question that is missing, `conflict` for one that is archived, `invalid-request` for one that
 * is asked twice, for an assessment that closes before it opens, and when the LLM judge is asked for and there is no model
 */
export async function createAssessment(context: Context, wanted: WantedAssessment): Promise<Assessment> {
  requireScope(context.principal, 'assessments:write');
  const { tenantId, keyId } = context.principal;
  if (wanted.judge !== null) chosenJudge(context, wanted.judge);
  const assessment: Assessment = {
    ...wanted,
    id: AssessmentId.parse(`asm_${base32Of(context.random(assessmentIdBytes))}`),
    tenantId,
    questions: await pinned(context, wanted.questions),
    status: 'draft',
    closedAt: null,
    released: null,
    createdAt: timestampOf(context.clock()),
    createdBy: keyId,
    revision: 1,
  };
  refuseDisorder(assessment);
  if ((await context.assessments.create(assessment)) === 'exists') {
    throw new Fault('conflict', 'The id of the assessment is taken; try again.', { isPassing: true });
  }
  return assessment;
}

const lookupsAtOnce = 10;

/** The questions with their versions. @throws Fault `not-found` for one that is missing, `conflict` for one that is archived */
export async function pinned(context: Context, questions: readonly WantedQuestion[]): Promise<PinnedQuestion[]> {
  const found = await inPortions(questions, lookupsAtOnce, ({ id, version }) => readQuestion(context, id, version));
  const archived = found.find(({ status }) => status === 'archived');
  if (archived !== undefined) throw new Fault('conflict', `The question ${archived.id} is archived.`);
  return found.map(({ id, version }) => ({ id, version }));
}
