import type { components } from '../client/client.ts';
import { textTable } from './text-table.ts';
import { usd } from './usd.ts';

/** What a server says that a batch would do, for reading. */
export function serverPlanText(plan: components['schemas']['BatchPlanReply']): string {
  const { rows, badRows, bad, columns, questionColumns, carried, distinct, estimate, judge, model, seconds } = plan;
  const named = [
    ...columns.map(({ meaning, heading }) => `${meaning} <- ${heading}`),
    ...questionColumns.map(({ heading, questionId }) => `answers to ${questionId} <- ${heading}`),
  ];
  const cost =
    plan.costUsdMicros === null || plan.costUsdMicrosMax === null
      ? `no price is known of ${model ?? 'the model'}`
      : `${usd(plan.costUsdMicros)}, at most ${usd(plan.costUsdMicrosMax)}`;
  const lines = [
    `${rows} rows: ${rows - badRows} can be graded, ${badRows} can't`,
    `columns: ${named.join(', ')}`,
    ...(carried.length === 0 ? [] : [`carried through: ${carried.join(', ')}`]),
    `different answers: ${distinct}; judged and paid for before: ${plan.paid}`,
    `estimate, judge ${judge}${model === null ? '' : `, model ${model}`}:`,
    textTable([
      ['  calls', `${estimate.calls}, at most ${estimate.callsMax}`],
      ['  USD', estimate.callsMax === 0 ? '$0' : cost],
      ['  time', seconds <= 60 ? 'less than a minute' : `about ${Math.ceil(seconds / 60)} minutes`],
    ]),
    ...(badRows === 0 ? [] : ["rows that can't be graded:"]),
    ...bad.map(({ line, column, reason }) => `  line ${line}${column === null ? '' : `, ${column}`}: ${reason}`),
    ...(badRows > bad.length ? [`  and ${badRows - bad.length} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
