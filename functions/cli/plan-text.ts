import type { MappedColumns } from '../../shared/domain/column-mapping.ts';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { placeOf } from '../../shared/domain/sheet-record.ts';
import type { BadRow, BatchPlan, Pace } from '../../shared/usecases/plan-batch.ts';
import { textTable } from './text-table.ts';
import { usd } from './usd.ts';

interface PlanSetting {
  readonly mapped: Pick<MappedColumns, 'headings' | 'carried'> & {
    readonly questions: readonly { readonly heading: string; readonly questionId: string }[];
  };
  /** Null where a server does the work at its own pace. */
  readonly pace: Pick<Pace, 'concurrency'> | null;
  readonly judge: JudgeKind;
  /** What lists the ids of questions. */
  readonly idsAre: string;
  /** What lists all bad rows; null for nothing. */
  readonly allBad: string | null;
}

/** A plan for reading: what would be graded, what it is likely to take, and the first rows that can't be graded. */
export function planText(
  plan: BatchPlan,
  bad: readonly BadRow[],
  { mapped, pace, judge, idsAre, allBad }: PlanSetting,
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
    badLines(plan, bad, idsAre, allBad),
  ];
  return `${blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.join('\n')])).join('\n\n')}\n`;
}

const questionsShown = 20;

function columnsText({ headings, questions }: PlanSetting['mapped']): string {
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

function estimateLines(plan: BatchPlan, pace: PlanSetting['pace'], judge: JudgeKind): string[] {
  const { estimate, costUsdMicros, costUsdMicrosMax, model, seconds } = plan;
  const time = seconds <= 60 ? 'less than a minute' : `about ${figure(Math.ceil(seconds / 60))} minutes`;
  if (estimate.callsMax === 0) return [`estimate, judge ${judge}: no calls, no tokens, $0, ${time}`];
  const row = (name: string, likely: number, most: number): string[] => [
    `  ${name}`,
    `${figure(likely)}, at most ${figure(most)}`,
  ];
  const atOnce = pace === null ? '' : `, ${figure(pace.concurrency)} calls at once`;
  const unknown = ['  USD', `no price is known of ${model ?? 'the model'}`];
  return [
    `estimate, judge ${judge}${model === null ? '' : `, model ${model}`}${atOnce}:`,
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

function badLines({ badRows }: BatchPlan, bad: readonly BadRow[], idsAre: string, allBad: string | null): string[] {
  if (badRows === 0) return [];
  const left = badRows - bad.length;
  return [
    "rows that can't be graded:",
    ...bad.map((row) => `  ${placeOf(row)}: ${row.reason}`),
    ...(left > 0 ? [`  and ${figure(left)} more${allBad === null ? '' : `: ${allBad} lists them all`}`] : []),
    ...(bad.some(({ reason }) => reason.startsWith('there is no question ')) ? [`for the ids, ${idsAre}`] : []),
  ];
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
