import type { JudgeKind, Judgement, Marks } from '../domain/evaluation.ts';
import { type HumanMark, jointMark } from '../domain/human-mark.ts';
import type { QuestionId } from '../domain/ids.ts';
import type { KeptMark } from '../domain/kept-mark.ts';
import type { Question } from '../domain/question.ts';
import { settledByGate } from '../evaluation/gate-judgement.ts';
import { takeIn } from '../evaluation/intake.ts';
import { marksFor } from '../evaluation/marks.ts';
import { judgeOffline } from '../evaluation/offline/offline-judge.ts';
import type { Context } from './context.ts';
import { examplesAmong } from './examples-among.ts';
import { inPortions } from './in-portions.ts';
import { type Work, workOf } from './work.ts';

/** What people made of an answer, and what the judge makes of the same answer, uncalibrated. */
export interface JudgedMark {
  readonly questionId: QuestionId;
  readonly human: HumanMark;
  readonly judgement: Judgement;
  readonly marks: Marks;
}

/** Marks that are kept, of how many answers they are, and what came of those that a judgement could be had for. */
export interface JudgedMarks {
  readonly kept: number;
  readonly answers: number;
  readonly judged: readonly JudgedMark[];
}

const lookupsAtOnce = 10;

/**
 * Judges marked answers, each once, as evaluations of them would be, against the latest version of their questions, without paying:
 * a model's judgements are looked up, and those that nobody has paid for are left out. One that was made before there were
 * worked examples still counts: the first mark with points must not take away what all earlier marks had taught.
 */
export async function judgeMarked(
  context: Context,
  marks: readonly KeptMark[],
  judge: JudgeKind,
): Promise<JudgedMarks> {
  const ids = [...new Set(marks.map(({ questionId }) => questionId))];
  const { tenantId } = context.principal;
  const questions = await inPortions(ids, lookupsAtOnce, (id) => context.questions.latest(tenantId, id));
  const byId = new Map(questions.flatMap((question) => (question === undefined ? [] : [[question.id, question]])));
  const byQuestion = Map.groupBy(marks, ({ questionId }) => questionId);
  const answers = marksByAnswer(marks);
  const judged = await inPortions(answers, lookupsAtOnce, async ([kept, ...others]) => {
    const question = byId.get(kept.questionId);
    if (question === undefined) return [];
    const examples =
      judge === 'offline' ? [] : examplesAmong(context, question, byQuestion.get(kept.questionId) ?? [], kept.answer);
    const shown = workOf(context, question, kept.answer, judge, examples);
    const plain = workOf(context, question, kept.answer, judge);
    const judgement =
      (await judgementHad(context, question, kept.answer, shown)) ??
      (shown.fingerprint === plain.fingerprint ? undefined : await judgementHad(context, question, kept.answer, plain));
    const human = jointMark(
      kept.mark,
      others.map(({ mark }) => mark),
    );
    return judgement === undefined
      ? []
      : [{ questionId: kept.questionId, human, judgement, marks: marksFor(question, judgement) }];
  });
  return { kept: marks.length, answers: answers.length, judged: judged.flat() };
}

async function judgementHad(
  context: Context,
  question: Question,
  answer: string,
  work: Work,
): Promise<Judgement | undefined> {
  const scheme = context.prepare(question, work.questionFingerprint);
  if (work.judge === 'offline') return judgeOffline(scheme, answer);
  const intake = takeIn(answer, scheme);
  if (intake.gate !== null) return settledByGate('llm', question.markScheme, intake, intake.gate);
  return context.judgements?.find(question.tenantId, work.fingerprint);
}

// The marks of each answer, the earliest first: however many people marked it, it is one answer.
function marksByAnswer(marks: readonly KeptMark[]): [KeptMark, ...KeptMark[]][] {
  const inTime = marks.toSorted((a, b) => (`${a.markedAt} ${a.id}` < `${b.markedAt} ${b.id}` ? -1 : 1));
  const groups = Map.groupBy(inTime, ({ questionId, answerHash }) => `${questionId} ${answerHash}`);
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others]]));
}
