import type { SelfTestCheck, SelfTestReport } from '../../shared/domain/self-test.ts';
import type { QuestionsCheck } from '../../shared/usecases/check-questions.ts';
import { textTable } from './text-table.ts';

/** What trying a whole bank has shown: the figures as a table, what to mend with the remedies, what may be better by name. */
export function bankReport({ figures, reports, untried, isSound }: QuestionsCheck): string {
  const rows = figures.map(({ questionId, reference, prompt, hints, others: [nearest] }) => [
    questionId,
    percent(reference),
    percent(prompt),
    percent(hints),
    nearest === undefined ? '-' : `${percent(nearest.coverage)} ${nearest.questionId}`,
  ]);
  const amiss = reports.map((report) => ({ report, failed: failedOf(report, 'must') })).filter(isFound);
  const advised = reports.map((report) => ({ report, failed: failedOf(report, 'advice') })).filter(isFound);
  const problems = amiss.reduce((sum, { failed }) => sum + failed.length, 0);
  const tried = `${figures.length} knowledge questions tried, ${untried} behavioural ones need a person or a model`;
  return [
    textTable([['id', 'reference', 'prompt alone', 'hints alone', 'nearest other reference'], ...rows]),
    ...amiss.map(({ report, failed }) =>
      [`${report.questionId}: ${verdictTexts[report.verdict]}`, ...failed.flatMap(checkLines)].join('\n'),
    ),
    ...(advised.length === 0
      ? []
      : [`Advice on ${advised.map(({ report }) => report.questionId).join(', ')}: see it with --id.`]),
    isSound ? `${tried}: nothing to mend.` : `${tried}: ${problems} problems.`,
  ].join('\n\n');
}

/** The whole report on one question. */
export function selfTestText(report: SelfTestReport): string {
  const { questionId, judge, model, verdict, checks, warnings, answers, usage } = report;
  const by = judge === 'offline' ? 'the offline judge' : `the model ${model ?? ''}`;
  const cost = usage.costUsdMicros === null ? 'at an unknown price' : `for $${(usage.costUsdMicros / 1e6).toFixed(4)}`;
  return [
    `${questionId}: ${verdictTexts[verdict]} (tried with ${by})`,
    checks.flatMap(checkLines).join('\n'),
    ...(warnings.length === 0
      ? []
      : [['Also', ...warnings.map((warning) => `  ${ofPoint(warning.keyPointId)}${warning.detail}`)].join('\n')]),
    ...(judge === 'offline'
      ? []
      : [`${answers.judged} of ${answers.needed} answers judged with ${usage.calls} calls ${cost}.`]),
  ].join('\n\n');
}

const verdictTexts: Readonly<Record<SelfTestReport['verdict'], string>> = {
  'ready-to-publish': 'ready to publish',
  'look-at-these-first': 'look at these first',
  'not-tried': 'not tried',
};

function checkLines({ title, severity, outcome, detail, remedy }: SelfTestCheck): string[] {
  const said = outcome === 'failed' ? (severity === 'must' ? 'FAILED' : 'advice') : outcome.replace('-', ' ');
  const lines = [`  ${said.padEnd(9)}  ${title}`, `             ${detail}`];
  return remedy === null ? lines : [...lines, `             What to do: ${remedy}`];
}

function failedOf({ checks }: SelfTestReport, severity: SelfTestCheck['severity']): SelfTestCheck[] {
  return checks.filter((check) => check.severity === severity && check.outcome === 'failed');
}

function isFound({ failed }: { readonly failed: readonly unknown[] }): boolean {
  return failed.length > 0;
}

function ofPoint(keyPointId: string | null): string {
  return keyPointId === null ? '' : `${keyPointId}: `;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
