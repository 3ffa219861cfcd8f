import type { components } from '../client/client.ts';
import { planText } from './plan-text.ts';

type Plan = components['schemas']['BatchPlanReply'];

/** What a server says that a batch would do, for reading: as `planText` has it. */
export function serverPlanText(plan: Plan): string {
  const bad = plan.bad.map(({ line, column, reason }) => ({ line, reason, ...(column !== null && { column }) }));
  return planText(plan, bad, {
    mapped: { headings: headingsOf(plan), questions: plan.questionColumns, carried: plan.carried },
    ...{ pace: null, judge: plan.judge, idsAre: 'ask for /v1/questions', allBad: null },
  });
}

function headingsOf({ columns }: Plan): ReadonlyMap<Plan['columns'][number]['meaning'], readonly string[]> {
  const byMeaning = Map.groupBy(columns, ({ meaning }) => meaning);
  return new Map([...byMeaning].map(([meaning, named]) => [meaning, named.map(({ heading }) => heading)]));
}
