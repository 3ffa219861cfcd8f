import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { limits } from '../../shared/domain/limits.ts';
import { KeyPoint } from '../../shared/domain/mark-scheme.ts';
import type { InlineQuestion } from '../../shared/usecases/inline-question.ts';
import { type MuedCriterion, MuedFeedback, type MuedRequest } from './contracts/mued.ts';

type Content = MuedRequest['submission']['content'];

/** The answer in a submission. @throws Fault `invalid-request` when it holds no text */
export function muedAnswer({ submission }: MuedRequest): string {
  const isText =
    /^(?:TEXT|OTHER)$/.test(submission.type ?? 'TEXT') && !/^(?:code|math|model):/.test(submission.format ?? '');
  if (!isText) refuse('/submission', 'Only texts are evaluated.');
  const text = textOf(submission.content);
  if (text.trim() === '' || [...text].length > limits.answerCharsMax)
    refuse('/submission/content', `The submission must have 1 to ${limits.answerCharsMax} characters of text.`);
  return text;
}

/**
 * The question that a request asks. Each criterion is a statement that the answer has to make, in its `context`, else in its
 * name, and weighs as many points as it gives; without criteria key points come from the reference solution.
 *
 * @throws Fault `invalid-request` when there is neither, or one of them is too long
 */
export function muedQuestion({ task, criteria, preSubmissionFeedback }: MuedRequest): InlineQuestion {
  if (preSubmissionFeedback?.enabled) refuse('/preSubmissionFeedback', 'There is no feedback before submission.');
  const reference = textOf(task?.referenceSolution ?? {});
  const given = criteria ?? [];
  if (reference === '' && given.length === 0)
    refuse('/task/referenceSolution', 'A reference solution or criteria are needed.');
  if ([...reference].length > limits.referenceCharsMax) refuse('/task/referenceSolution', 'It is too long.');
  const prompt = (textOf(task?.content ?? {}) || (task?.title ?? '')).trim();
  if ([...prompt].length > limits.promptCharsMax) refuse('/task/content', 'It is too long.');
  return {
    prompt: [...prompt].length < 3 ? 'Evaluate the submission.' : prompt,
    reference,
    alternatives: [],
    keyPoints: given.length === 0 ? null : given.map((criterion, index) => pointOf(criterion, index, given)),
  };
}

/** What the evaluation of a request says, in the words of the µEd API; it tells a learner nothing of the reference. */
export function muedFeedback(request: MuedRequest, evaluation: Evaluation): MuedFeedback[] {
  const { feedback, verdicts, score } = evaluation;
  const criteria = request.criteria ?? [];
  const all = criteria.reduce((sum, criterion) => sum + pointsMax(criterion), 0);
  const shares = criteria.reduce((sum, of, index) => sum + pointsMax(of) * (verdicts[index]?.coverage ?? 0), 0);
  // Deductions, such as for contradictions, are spread over the criteria: together they give the score.
  const factor = score === null || shares === 0 ? 0 : ((score / 100) * all) / shares;
  const overall = MuedFeedback.parse({
    feedbackId: evaluation.id,
    title: 'Overall',
    message: feedback.summary,
    suggestedAction: feedback.nextStep,
    awardedPoints: criteria.length === 0 ? score : null,
  });
  const points = verdicts.flatMap(({ coverage, evidence }, index) => {
    const note = feedback.points.find(({ number }) => number === index + 1);
    const criterion = criteria[index];
    if (criterion === undefined && note === undefined) return [];
    const max = criterion === undefined ? 0 : pointsMax(criterion);
    const awarded = coverage === null ? 0 : Math.min(max, max * coverage * factor);
    return MuedFeedback.parse({
      feedbackId: `${evaluation.id}-${index + 1}`,
      title: criterion?.name ?? `Point ${index + 1}`,
      message: note?.text ?? feedback.summary,
      suggestedAction: null,
      awardedPoints: criterion === undefined || score === null ? null : Math.round(awarded * 100) / 100,
      ...(criterion !== undefined && { criterion: criterionOf(criterion, max) }),
      ...(evidence.length > 0 && { target: targetOf(request, evidence) }),
    });
  });
  return [overall, ...points];
}

function textOf({ value, text, markdown }: Content): string {
  return typeof value === 'string' ? value : (text ?? markdown ?? '');
}

function pointOf(criterion: MuedCriterion, index: number, all: readonly MuedCriterion[]): KeyPoint {
  const { name, context } = criterion;
  const text = typeof context === 'string' && context.trim() !== '' ? context : name;
  const most = Math.max(...all.map(pointsMax));
  const weight = most === 0 ? 1 : Math.max(0.001, (10 * pointsMax(criterion)) / most);
  const point = KeyPoint.safeParse({ id: `k${index + 1}`, text, weight });
  if (!point.success) refuse(`/criteria/${index}`, `It must have at most ${limits.keyPointCharsMax} characters.`);
  return point.data;
}

// One that names no points gives one.
function pointsMax({ maxPoints, gradeConfig }: MuedCriterion): number {
  if (maxPoints !== undefined) return maxPoints;
  const max = typeof gradeConfig === 'object' && gradeConfig !== null && 'max' in gradeConfig ? gradeConfig.max : 1;
  return typeof max === 'number' && max >= 0 && max <= 1_000_000 ? max : 1;
}

function criterionOf({ criterionId, name }: MuedCriterion, maxPoints: number): object {
  return { ...(criterionId !== undefined && { criterionId }), name, maxPoints };
}

function targetOf({ submission }: MuedRequest, evidence: readonly { start: number; end: number }[]): object {
  const [first, ...further] = evidence.map(({ start, end }) => ({ startIndex: start, endIndex: end }));
  const { type, format } = submission;
  return {
    ...(type !== undefined && { artefactType: type }),
    ...(type === undefined ? { format: format ?? 'text:plain' } : format && { format }),
    locator: { type: 'span', ...first, further },
  };
}

function refuse(pointer: string, detail: string): never {
  throw new Fault('invalid-request', detail, { issues: [{ pointer, detail }] });
}
