import { parseArgs } from 'node:util';
import { readConfig } from '../../shared/adapters/config.ts';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { ablationTable } from './ablation.ts';
import { barResults, zeroedResult } from './bars.ts';
import { barsText } from './bars-text.ts';
import { readSets } from './graded-answers.ts';
import { benchOf, type JudgedAnswer, judgeAll } from './judged-set.ts';
import { markdownTable } from './markdown-table.ts';
import { provenanceOf } from './provenance.ts';
import { reportOn, type SetReport } from './set-report.ts';
import { legend, provenanceText, setText, summaryText } from './text-report.ts';
import { usageOf } from './usage-of.ts';

/*
 * How far a judge agrees with people, beside simple baselines, a second person and published figures:
 *
 *   npm run -s bench:accuracy -- [FILES or FOLDERS] [--judge offline|llm] [--json | --markdown | --bars | --ablate]
 *
 * Exit code 0; 1 when nothing could start; 2 when the provider of the model refused to be asked on, and the figures are
 * of the answers judged before.
 */
const benchmarks = '../shared/benchmarks';

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(`bench:accuracy: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      judge: { type: 'string', default: 'offline' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      bars: { type: 'boolean', default: false },
      ablate: { type: 'boolean', default: false },
    },
  });
  const judge = JudgeKind.safeParse(values.judge);
  if (!judge.success) throw new Error(`--judge is offline or llm, not ${values.judge}.`);
  if (values.ablate && judge.data !== 'offline') throw new Error('--ablate compares variants of the offline judge.');
  const sets = readSets(positionals.length > 0 ? positionals : [benchmarks]);
  const bench = benchOf(judge.data, readConfig());
  const provenance = provenanceOf(bench, sets);
  if (values.ablate) {
    console.log(`${provenanceText(provenance)}\n\n${await ablationTable(sets)}`);
    return 0;
  }
  const reports: SetReport[] = [];
  const all: JudgedAnswer[] = [];
  for (const set of sets) {
    const judged = await judgeAll(bench, set.answers);
    all.push(...judged);
    reports.push(reportOn(set, judged));
  }
  const usage = usageOf(bench, all);
  const bars = { figures: barResults(reports), zeroed: zeroedResult(reports) };
  if (values.json) console.log(JSON.stringify({ ...provenance, usage, sets: reports, bars }, null, 2));
  else if (values.markdown) console.log(markdownTable(reports));
  else if (values.bars) console.log(`${provenanceText(provenance)}\n\n${barsText(reports)}`);
  else {
    const figures = [
      ...reports.map((report) => setText(report, bench.judge)),
      summaryText(reports, usage),
      barsText(reports),
    ];
    console.log([provenanceText(provenance), legend, ...figures].join('\n\n'));
  }
  const refusal = bench.refusal();
  if (refusal !== null) console.error(`bench:accuracy: ${refusal}`);
  return refusal === null ? 0 : 2;
}
