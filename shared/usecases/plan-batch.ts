import { type AnswerRow, parseAnswerRow } from '../domain/answer-row.ts';
import type { Gate } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { Sha256 } from '../domain/ids.ts';
import { costUsdMicros } from '../domain/model-call.ts';
import type { QuestionContent } from '../domain/question.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import { takeIn } from '../evaluation/intake.ts';
import {
  addEstimates,
  type CallEstimate,
  estimateCall,
  estimatePolish,
  noCalls,
} from '../evaluation/llm/estimate-call.ts';
import { planJudging } from '../evaluation/llm/plan.ts';
import { contentOf, type GradeRowTools } from './grade-row.ts';
import { workOf } from './work.ts';

/** A row that can't be graded: where it stands and why. */
export interface BadRow extends Pick<SheetRecord, 'line' | 'column'> {
  readonly reason: string;
}

/** How fast the work is taken to go. */
export interface Pace {
  /** Calls at once. */
  readonly concurrency: number;
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
  readonly offlineAnswersPerSecond: number;
}

/** A usual model of a large provider; offline, half of what one core does at its best. */
export const usualPace: Omit<Pace, 'concurrency'> = {
  firstTokenMs: 1_000,
  tokensPerSecond: 60,
  offlineAnswersPerSecond: 500,
};

/** What grading a sheet would do, and is likely to take and at most. `USD micros` are null where no price is known. */
export interface BatchPlan {
  readonly rows: number;
  readonly badRows: number;
  /** Rows that can be graded by question, most first. Questions given in the rows go by their first words. */
  readonly questions: readonly { readonly question: string; readonly rows: number }[];
  /** Different pieces of work among the rows; only they can cost anything. */
  readonly distinct: number;
  /** Of those, what a gate settles at no cost. */
  readonly gates: Readonly<Partial<Record<Gate, number>>>;
  /** Of those, what was judged by this judge before. */
  readonly paid: number;
  readonly model: string | null;
  readonly estimate: CallEstimate;
  readonly costUsdMicros: number | null;
  readonly costUsdMicrosMax: number | null;
  readonly seconds: number;
}

/**
 * Plans the grading of records without grading any and without a call: each is checked as it would be, and what it
 * would take is reckoned from the very request that would be sent. Human marks are not learnt from: examples that they
 * would add to a request are not reckoned. Nothing of the records is held but a fingerprint of each piece of work.
 *
 * @param tellBad is told each row that can't be graded, in their order
 */
export async function planBatch(
  tools: Pick<GradeRowTools, 'bank' | 'judge' | 'feedback' | 'tenantId' | 'judgements' | 'model' | 'priceOf'> &
    Pick<GradeRowTools, 'prepare' | 'sha256'>,
  records: AsyncIterable<SheetRecord>,
  pace: Pace,
  tellBad: (row: BadRow) => void | Promise<void> = () => undefined,
): Promise<BatchPlan> {
  const questions = new Map<string, number>();
  const seen = new Set<Sha256>();
  const gates: Partial<Record<Gate, number>> = {};
  let rows = 0;
  let badRows = 0;
  let paid = 0;
  let estimate = noCalls;
  let asked: { readonly work: Sha256; readonly estimate: CallEstimate }[] = [];
  const settleAsked = async (): Promise<void> => {
    const stored = await Promise.all(asked.map(({ work }) => tools.judgements?.find(tools.tenantId, work)));
    for (const [index, call] of asked.entries()) {
      if (stored[index] === undefined) estimate = addEstimates(estimate, call.estimate);
      else paid += 1;
    }
    asked = [];
  };
  for await (const record of records) {
    rows += 1;
    const row = gradableRow(tools, record);
    if ('problem' in row) {
      badRows += 1;
      await tellBad({ ...placeIn(record), reason: row.problem });
      continue;
    }
    const { answer, content, label } = row;
    questions.set(label, (questions.get(label) ?? 0) + 1);
    if (tools.feedback === 'polished') estimate = addEstimates(estimate, estimatePolish(content.markScheme));
    const { fingerprint, questionFingerprint } = workOf(tools, content, answer, tools.judge);
    if (seen.has(fingerprint)) continue;
    seen.add(fingerprint);
    const scheme = tools.prepare(content, questionFingerprint);
    const intake = takeIn(answer, scheme);
    if (intake.gate !== null) {
      gates[intake.gate] = (gates[intake.gate] ?? 0) + 1;
    } else if (tools.judge === 'llm') {
      const request = planJudging(scheme.question, intake, fingerprint.slice(0, fenceLength), questionFingerprint);
      asked.push({ work: fingerprint, estimate: estimateCall(request, content.markScheme) });
      if (asked.length === lookedUpAtOnce) await settleAsked();
    }
  }
  await settleAsked();
  const counted = [...questions].map(([question, count]) => ({ question, rows: count }));
  return {
    rows,
    badRows,
    questions: counted.sort((one, other) => other.rows - one.rows),
    distinct: seen.size,
    gates,
    paid,
    model: tools.judge === 'llm' || tools.feedback === 'polished' ? (tools.model?.name ?? null) : null,
    estimate,
    ...costOf(tools, estimate),
    seconds: secondsFor(estimate, tools.judge === 'offline' ? rows - badRows : 0, pace),
  };
}

const fenceLength = 12;
const lookedUpAtOnce = 64;

interface GradableRow extends Pick<AnswerRow, 'answer'> {
  readonly content: QuestionContent;
  readonly label: string;
}

const labelCharsMax = 60;

function gradableRow(
  tools: Pick<GradeRowTools, 'bank'>,
  record: SheetRecord,
): GradableRow | { readonly problem: string } {
  if ('problem' in record) return record;
  const row = parseAnswerRow(meantBy(record));
  if ('problem' in row) return row;
  const { answer, question } = row;
  try {
    const content = contentOf(tools, question);
    const label = question.source === 'bank' ? question.id : question.prompt.slice(0, labelCharsMax);
    return content === null ? { problem: `there is no question ${label}` } : { answer, content, label };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.message };
    throw error;
  }
}

function placeIn({ line, column }: SheetRecord): Pick<SheetRecord, 'line' | 'column'> {
  return column === undefined ? { line } : { line, column };
}

function costOf(
  { model, priceOf }: Pick<GradeRowTools, 'model' | 'priceOf'>,
  estimate: CallEstimate,
): Pick<BatchPlan, 'costUsdMicros' | 'costUsdMicrosMax'> {
  if (estimate.callsMax === 0) return { costUsdMicros: 0, costUsdMicrosMax: 0 };
  const price = model === null ? null : priceOf(model.name);
  if (price === null) return { costUsdMicros: null, costUsdMicrosMax: null };
  const { inputTokens, outputTokens, inputTokensMax, outputTokensMax } = estimate;
  const most = { inputTokens: inputTokensMax, cachedInputTokens: 0, outputTokens: outputTokensMax };
  return {
    costUsdMicros: costUsdMicros({ inputTokens, cachedInputTokens: 0, outputTokens }, price),
    costUsdMicrosMax: costUsdMicros(most, price),
  };
}

// Calls run side by side; each takes a while to begin and then as long as its reply is.
function secondsFor({ calls, outputTokens }: CallEstimate, offlineAnswers: number, pace: Pace): number {
  const { concurrency, firstTokenMs, tokensPerSecond, offlineAnswersPerSecond } = pace;
  const callSeconds = (calls * firstTokenMs) / 1_000 + outputTokens / tokensPerSecond;
  return callSeconds / Math.max(1, Math.min(concurrency, calls)) + offlineAnswers / offlineAnswersPerSecond;
}
