import type { Command } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { chosenJudge } from '../../shared/usecases/judge-answer.ts';
import { measureDrift } from '../../shared/usecases/measure-drift.ts';
import { watchedModel } from '../../shared/usecases/watched-model.ts';
import { bankAt, type CommandLine, judgeOption, print } from './command-line.ts';
import { driftText } from './drift-text.ts';

const DriftFlags = z.object({
  golden: z.string().nullish(),
  judge: JudgeKind.nullish(),
  questions: z.string().optional(),
  record: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** `markscheme drift` */
export function addDriftCommand(program: Command, line: CommandLine): void {
  program
    .command('drift')
    .description('grade a golden set again and say what moved since it was recorded')
    .option('--golden <file>', 'a golden set of your own instead of the shipped one')
    .addOption(judgeOption('--judge <judge>', 'who judges'))
    .option('--questions <file>', 'the question bank of the golden set, YAML or JSON, instead of the shipped one')
    .option('--record', 'make what the judge says today the new recording')
    .option('--json', 'the whole report as JSON')
    .addHelpText('after', driftHelp)
    .action(async (flags: unknown) => {
      const { golden, judge: wanted, questions, record, json } = DriftFlags.parse(flags);
      const { judging, golden: files, tenantId } = line.tools;
      const set = await files.read(golden ?? null);
      const bank = new Map((await bankAt(line, questions)).map((question) => [question.id, question]));
      const judge = chosenJudge(judging, wanted ?? null);
      // A wrong key must cost a call or two, not one an answer.
      const model = judging.model === null ? null : watchedModel(judging.model);
      const { report, recorded } = await measureDrift({ ...judging, model, tenantId, bank, judge }, set);
      print(line, json ? JSON.stringify({ judge, ...report }, null, 2) : driftText(report, judge));
      if (record) await files.write(golden ?? null, recorded);
      const isRecorded = record && report.cases.every(({ state }) => state !== 'not-judged');
      if (!(report.isSteady || isRecorded)) line.exitWith(2);
    });
}

const driftHelp = `
Exit code: 0 nothing moved beyond tolerance, or all of it was recorded; 2 something moved, could not be judged or was never
recorded; 1 nothing could start. data/golden/README.md says what a golden set is.`;
