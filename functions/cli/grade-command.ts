import { type Command, Option } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { resultFormats } from '../results/result-format.ts';
import { type CommandLine, dollars, judgeOption, wholeNumberTo, zeroToHundred } from './command-line.ts';
import { dryRun } from './dry-run.ts';
import { grade } from './grade.ts';
import { gradeHelp } from './grade-help.ts';
import { addMappingOptions, mappingIn } from './mapping-flags.ts';

const GradeFlags = z.object({
  out: z.string(),
  format: z.enum(resultFormats).nullish(),
  candidates: z.string().nullish(),
  judge: JudgeKind.nullish(),
  concurrency: z.number().nullish(),
  questions: z.string().nullish(),
  marks: z.string().nullish(),
  reviewBudget: z.number().nullish(),
  passMark: z.number().nullish(),
  polish: z.boolean().default(false),
  budget: z.number().nullish(),
  fresh: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  badRows: z.string().optional(),
});

/** `markscheme grade` */
export function addGradeCommand(program: Command, line: CommandLine): void {
  const command = program
    .command('grade')
    .description('grade a file of answers, one result a row, in input order')
    .argument('<file>', 'CSV, XLSX or JSON Lines, or - for standard input')
    .option('--out <file>', 'where the results go, - for standard output', '-')
    .addOption(
      new Option(
        '--format <format>',
        "the results' format (default: by the ending of --out: .csv, .xlsx, .jsonl, .txt; else jsonl)",
      ).choices(resultFormats),
    )
    .option('--candidates <file>', 'write one row a candidate, too: .csv, .xlsx, .jsonl or .txt')
    .addOption(judgeOption('--judge <judge>', 'who judges'))
    .option('--concurrency <n>', 'rows judged at once (default: 8 with a model, 1 offline)', wholeNumberTo(1_000))
    .option('--questions <file>', 'a question bank of your own, YAML or JSON, instead of the shipped one')
    .option('--marks <file>', 'answers marked by people, to calibrate by; columns as for <file>, with human_score')
    .option('--review-budget <percent>', 'send at most this share of the rows to a person (0-100)', zeroToHundred)
    .option('--pass-mark <score>', 'the score (0-100) that decides, for all questions', zeroToHundred)
    .option('--polish', 'have the model word the feedback, whoever judges: one more call an answer')
    .option('--budget <usd>', 'stop asking the model before it has cost more than this many US dollars', dollars)
    .option('--fresh', 'start over where an interrupted run would be resumed')
    .option('--dry-run', 'check every row and say what grading would take, without grading or spending anything')
    .option('--bad-rows <file>', "with --dry-run, list the rows that can't be graded: CSV of line, column and reason")
    .addHelpText('after', gradeHelp)
    .action(async (file: string, flags: unknown) => {
      const given = GradeFlags.parse(flags);
      const { reviewBudget, budget } = given;
      const options = {
        file,
        mapping: mappingIn(flags),
        out: given.out,
        format: given.format ?? null,
        candidates: given.candidates ?? null,
        judge: given.judge ?? null,
        concurrency: given.concurrency ?? null,
        questions: given.questions ?? null,
        marks: given.marks ?? null,
        reviewBudget: reviewBudget === undefined || reviewBudget === null ? null : reviewBudget / 100,
        passMark: given.passMark ?? null,
        feedback: given.polish ? ('polished' as const) : ('template' as const),
        budgetUsdMicros: budget === undefined || budget === null ? null : Math.floor(1_000_000 * budget),
        isFresh: given.fresh,
      };
      if (given.dryRun) {
        line.exitWith(await dryRun({ ...options, badRows: given.badRows ?? null }, line.tools, line.terminal));
        return;
      }
      if (given.badRows !== undefined) throw new Fault('invalid-request', '--bad-rows goes with --dry-run.');
      line.exitWith(await grade(options, line.tools, line.terminal));
    });
  addMappingOptions(command);
}
