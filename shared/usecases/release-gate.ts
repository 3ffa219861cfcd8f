import type { Assessment, AssessmentId } from '../domain/assessment.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { MinimumAgreement } from '../domain/release.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { chosenJudge } from './judge-answer.ts';
import { judgeMarked } from './judge-marked.ts';
import { agreementOf } from './read-agreement.ts';
import { assessmentOf } from './read-assessment.ts';

/** How far the judge agrees with people about each question, and whether results may be released without one. */
export interface ReleaseGate {
  readonly isOpen: boolean;
  /** In words. */
  readonly reason: string;
  readonly minimumAgreement: MinimumAgreement | null;
  readonly questions: readonly GatedQuestion[];
}

export interface GatedQuestion {
  readonly id: QuestionId;
  readonly qwk: number | null;
  readonly marks: number;
  readonly isEnough: boolean;
}

/** The gate of an assessment. @throws Fault `not-found` */
export async function readReleaseGate(context: Context, id: AssessmentId): Promise<ReleaseGate> {
  requireScope(context.principal, 'assessments:read');
  return gateOf(context, await assessmentOf(context, context.principal.tenantId, id));
}

const lookupsAtOnce = 10;

/** As `readReleaseGate`, for whoever has checked already who asks. Judges marked answers, and pays for none. */
export async function gateOf(context: Context, assessment: Assessment): Promise<ReleaseGate> {
  const { minimumAgreement, when } = assessment.release;
  if (when === 'manual' || minimumAgreement === null) {
    return { isOpen: false, reason: 'A person releases the results.', minimumAgreement, questions: [] };
  }
  const judge = chosenJudge(context, assessment.judge);
  const ids = assessment.questions.map(({ id }) => id);
  const marks = await inPortions(ids, lookupsAtOnce, (id) => context.marks.list(context.principal.tenantId, id));
  const { report } = agreementOf(context, judge, await judgeMarked(context, marks.flat(), judge), null);
  const questions = ids.map((id): GatedQuestion => {
    const measured = report.questions.find(({ questionId }) => questionId === id);
    const [qwk, n] = [measured?.scores.qwk ?? null, measured?.marks.n ?? 0];
    const isEnough = n >= minimumAgreement.minimumMarks && qwk !== null && qwk >= minimumAgreement.value;
    return { id, qwk, marks: n, isEnough };
  });
  const locked = questions.find(({ isEnough }) => !isEnough);
  const reason = locked === undefined ? 'The judge agrees as far as is demanded.' : lack(locked, minimumAgreement);
  return { isOpen: locked === undefined, reason, minimumAgreement, questions };
}

function lack({ id, qwk, marks }: GatedQuestion, { value, minimumMarks }: MinimumAgreement): string {
  if (marks < minimumMarks)
    return `There are ${marks} of the ${minimumMarks} marked answers that are demanded of ${id}.`;
  const had = qwk === null ? 'can not be had' : `is ${qwk.toFixed(2)}`;
  return `The agreement (QWK) about ${id} ${had}; ${value} is demanded.`;
}
