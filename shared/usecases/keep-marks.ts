import { canonicalJson } from '../domain/canonical-json.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import { Fault, type FaultIssue } from '../domain/fault.ts';
import type { HumanMark } from '../domain/human-mark.ts';
import type { QuestionId } from '../domain/ids.ts';
import type { KeptMark } from '../domain/kept-mark.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { chosenJudge } from './judge-answer.ts';
import { type Agreement, agreementOf } from './read-agreement.ts';
import { refitCalibrations } from './refit-calibrations.ts';
import { questionFingerprintOf } from './work.ts';

/** A person's mark of an answer to a kept question. */
export interface GivenMark {
  readonly questionId: QuestionId;
  readonly answer: string;
  readonly mark: HumanMark;
  readonly marker: string;
}

const callsAtOnce = 10;

/**
 * Keeps marks, calibrates the judges by all that are kept now, and says how far the judge agrees with them. The same
 * mark again changes nothing; another mark of the same answer by the same marker replaces the earlier one. Either all
 * marks are acceptable or none is kept.
 *
 * @throws Fault `invalid-request` with the index of each mark that names an unknown question or key point or marks an
 * answer a second time, or when the LLM judge is asked for and there is no model; `conflict` when more marks would be
 * kept than `limits.marksKeptMax`
 */
export async function keepMarks(
  context: Context,
  given: readonly GivenMark[],
  judge: JudgeKind | null,
): Promise<Agreement> {
  requireScope(context.principal, 'agreement:write');
  const asked = chosenJudge(context, judge);
  const { tenantId } = context.principal;
  const ids = [...new Set(given.map(({ questionId }) => questionId))];
  const questions = await inPortions(ids, callsAtOnce, (id) => context.questions.latest(tenantId, id));
  const byId = new Map(questions.flatMap((question) => (question === undefined ? [] : [[question.id, question]])));
  const coming = given.flatMap((one) => {
    const question = byId.get(one.questionId);
    return question === undefined ? [] : [keptMark(context, question, one)];
  });
  refuseMistakes(given, byId, coming);
  const kept = new Map((await context.marks.list(tenantId, null)).map((mark) => [mark.id, mark]));
  const added = coming.filter(({ id }) => !kept.has(id)).length;
  if (kept.size + added > limits.marksKeptMax) {
    const detail = `${kept.size} marks are kept and these would add ${added}; at most ${limits.marksKeptMax} are kept.`;
    throw new Fault('conflict', detail);
  }
  const changed = coming.filter((mark) => !isSame(mark, kept.get(mark.id)));
  await inPortions(changed, callsAtOnce, (mark) => context.marks.save(mark));
  const { marks, calibration } = await refitCalibrations(context, asked);
  return agreementOf(context, asked, marks, calibration);
}

function keptMark(context: Context, question: Question, { answer, mark, marker }: GivenMark): KeptMark {
  const { id: questionId, tenantId } = question;
  const answerHash = context.sha256(answer);
  return {
    id: context.sha256(JSON.stringify([questionId, answerHash, marker])),
    tenantId,
    questionId,
    questionFingerprint: questionFingerprintOf(context, question),
    answerHash,
    answer,
    mark,
    marker,
    markedAt: timestampOf(context.clock()),
  };
}

function refuseMistakes(
  given: readonly GivenMark[],
  questions: ReadonlyMap<QuestionId, Question>,
  coming: readonly KeptMark[],
): void {
  const issues: FaultIssue[] = given.flatMap(({ questionId, mark }, index) => {
    const question = questions.get(questionId);
    const pointer = `/marks/${index}`;
    if (question === undefined)
      return [{ pointer: `${pointer}/questionId`, detail: `names no question ${questionId}` }];
    const known = new Set(question.markScheme.keyPoints.map(({ id }) => id));
    return mark.points.flatMap(({ keyPointId }, point) =>
      known.has(keyPointId)
        ? []
        : [
            {
              pointer: `${pointer}/points/${point}/keyPointId`,
              detail: `names no key point of the question ${questionId}`,
            },
          ],
    );
  });
  if (issues.length === 0) {
    coming.forEach(({ id }, index) => {
      const first = coming.findIndex((mark) => mark.id === id);
      if (first === index) return;
      const detail = `marks the same answer as mark ${first}; give each marker a name`;
      issues.push({ pointer: `/marks/${index}`, detail });
    });
  }
  if (issues.length > 0)
    throw new Fault('invalid-request', 'Some of the marks are not valid; none was kept.', { issues });
}

// The time is not compared: a mark that is given again was given when it was given first.
function isSame(mark: KeptMark, kept: KeptMark | undefined): boolean {
  return kept !== undefined && canonicalJson({ ...mark, markedAt: kept.markedAt }) === canonicalJson(kept);
}
