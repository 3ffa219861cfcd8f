import type { MappedColumns } from '../../shared/domain/column-mapping.ts';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { placeOf } from '../../shared/domain/sheet-record.ts';
import type { BadRow, BatchPlan, Pace } from '../../shared/usecases/plan-batch.ts';
import { textTable } from './text-table.ts';
import { usd } from './usd.ts';

interface PlanSetting {
  readonly mapped: MappedColumns;
  readonly pace: Pace;
  readonly judge: JudgeKind;
  /** The command that lists the ids of questions. */
  readonly idsAre: string;
}

/** A plan for reading: what would be graded, what it is likely to take, and the first rows that can't be graded. */
export function planText(
  plan: BatchPlan,
  bad: readonly BadRow[],
  { mapped, pace, judge, idsAre }: PlanSetting,
): string {
  const blocks = [
    [
      `${figure(plan.rows)} rows: ${figure(plan.rows - plan.badRows)} can be graded, ${figure(plan.badRows)} can't`,
      `columns: ${columnsText(mapped)}`,
      ...(mapped.carried.length === 0 ? [] : [`carried through: ${mapped.carried.join(', ')}`]),
    ],
    questionLines(plan),
    answerLines(plan),
    estimateLines(plan, pace, judge),
    badLines(plan, bad, idsAre),
  ];
  return `${blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.join('\n')])).join('\n\n')}\n`;
}

const questionsShown = 20;

function columnsText({ headings, questions }: MappedColumns): string {
  const columns = [...headings].map(([meaning, names]) => `${meaning} <- ${names.join(' or ')}`);
  const answers = questions.map(({ heading, questionId }) => `answers to ${questionId} <- ${heading}`);
  return [...columns, ...answers].join(', ');
}

function questionLines({ questions }: BatchPlan): string[] {
  if (questions.length === 0) return [];
  const shown = questions.slice(0, questionsShown).map(({ question, rows }) => [`  ${question}`, figure(rows)]);
  const left = questions.length - shown.length;
  return [
    `rows by question (${figure(questions.length)}):`,
    textTable(shown),
    ...(left > 0 ? [`  and ${figure(left)} more`] : []),
  ];
}

function answerLines({ rows, badRows, distinct, gates, paid }: BatchPlan): string[] {
  const repeats = rows - badRows - distinct;
  const closed = Object.entries(gates);
  const settled = closed.reduce((sum, [, count]) => sum + count, 0);
  const named = closed.map(([gate, count]) => `${gate} ${figure(count)}`).join(', ');
  return [
    `different answers: ${figure(distinct)}; rows that repeat one, at no cost: ${figure(repeats)}`,
    ...(settled === 0 ? [] : [`settled without a judge: ${figure(settled)} (${named})`]),
    ...(paid === 0 ? [] : [`judged and paid for before: ${figure(paid)}`]),
  ];
}

function estimateLines(plan: BatchPlan, { concurrency }: Pace, judge: JudgeKind): string[] {
  const { estimate, costUsdMicros, costUsdMicrosMax, model, seconds } = plan;
  const time = seconds <= 60 ? 'less than a minute' : `about ${figure(Math.ceil(seconds / 60))} minutes`;
  if (estimate.callsMax === 0) return [`estimate, judge ${judge}: no calls, no tokens, $0, ${time}`];
  const row = (name: string, likely: number, most: number): string[] => [
    `  ${name}`,
    `${figure(likely)}, at most ${figure(most)}`,
  ];
  const unknown = ['  USD', `no price is known of ${model ?? 'the model'}`];
  return [
    `estimate, judge ${judge}${model === null ? '' : `, model ${model}`}, ${figure(concurrency)} calls at once:`,
    textTable([
      row('calls', estimate.calls, estimate.callsMax),
      row('input tokens', estimate.inputTokens, estimate.inputTokensMax),
      row('output tokens', estimate.outputTokens, estimate.outputTokensMax),
      costUsdMicros === null || costUsdMicrosMax === null
        ? unknown
        : ['  USD', `${usd(costUsdMicros)}, at most ${usd(costUsdMicrosMax)}`],
      ['  time', time],
    ]),
  ];
}

function badLines({ badRows }: BatchPlan, bad: readonly BadRow[], idsAre: string): string[] {
  if (badRows === 0) return [];
  const left = badRows - bad.length;
  return [
    "rows that can't be graded:",
    ...bad.map((row) => `  ${placeOf(row)}: ${row.reason}`),
    ...(left > 0 ? [`  and ${figure(left)} more: --bad-rows <file> lists them all`] : []),
    ...(bad.some(({ reason }) => reason.startsWith('there is no question ')) ? [`for the ids, ${idsAre}`] : []),
  ];
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
