import { type Command, Option } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { resultFormats } from '../results/result-format.ts';
import { type CommandLine, dollars, judgeOption, wholeNumberTo, zeroToHundred } from './command-line.ts';
import { dryRun } from './dry-run.ts';
import { grade } from './grade.ts';
import { gradeHelp } from './grade-help.ts';
import { gradeOnServer } from './grade-on-server.ts';
import { addMappingOptions, mappingIn } from './mapping-flags.ts';
import { addServerOptions, serverIn } from './server-access.ts';

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
      const budgetUsdMicros = budget === undefined || budget === null ? null : Math.floor(1_000_000 * budget);
      const server = serverIn(flags, line.tools.fetch);
      if (server !== null) {
        refuseLocalOnly(given);
        const { judging, sheets, fetch } = line.tools;
        const asked = {
          file,
          mapping: mappingIn(flags),
          out: given.out,
          format: given.format ?? null,
          judge: given.judge ?? null,
          budgetUsdMicros,
          fresh: given.fresh ? crypto.randomUUID() : null,
          isDryRun: given.dryRun,
        };
        line.exitWith(await gradeOnServer(asked, server, { sheets, fetch, sha256: judging.sha256 }, line.terminal));
        return;
      }
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
        budgetUsdMicros,
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
  addServerOptions(command);
}

/** @throws Fault `invalid-request` for an option that only this machine can heed */
function refuseLocalOnly(given: z.infer<typeof GradeFlags>): void {
  const { candidates, concurrency, questions, marks, reviewBudget, passMark, badRows } = given;
  const local = {
    '--candidates': candidates,
    '--concurrency': concurrency,
    '--questions': questions,
    '--marks': marks,
    '--review-budget': reviewBudget,
    '--pass-mark': passMark,
    '--polish': given.polish ? true : null,
    '--bad-rows': badRows,
  };
  const set = Object.entries(local).filter(([, value]) => value !== undefined && value !== null);
  if (set.length > 0)
    throw new Fault('invalid-request', `${set.map(([name]) => name).join(', ')} can't be combined with --server.`);
}
