import { type Command, Option } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { type CommandLine, judgeOption, wholeNumberTo, zeroToHundred } from './command-line.ts';
import { grade } from './grade.ts';

const GradeFlags = z.object({
  out: z.string(),
  format: z.enum(['csv', 'jsonl', 'text']).nullish(),
  judge: JudgeKind.nullish(),
  concurrency: z.number().nullish(),
  questions: z.string().nullish(),
  marks: z.string().nullish(),
  reviewBudget: z.number().nullish(),
  passMark: z.number().nullish(),
  polish: z.boolean().default(false),
});

/** `markscheme grade` */
export function addGradeCommand(program: Command, line: CommandLine): void {
  program
    .command('grade')
    .description('grade a file of answers, one result a row, in input order')
    .argument('<file>', 'CSV or JSON Lines, or - for standard input')
    .option('--out <file>', 'where the results go, - for standard output', '-')
    .addOption(
      new Option(
        '--format <format>',
        "the results' format (default: by the ending of --out: .csv, .jsonl, .txt; else jsonl)",
      ).choices(['csv', 'jsonl', 'text']),
    )
    .addOption(judgeOption('--judge <judge>', 'who judges'))
    .option('--concurrency <n>', 'rows judged at once (default: 8 with a model, 1 offline)', wholeNumberTo(1_000))
    .option('--questions <file>', 'a question bank of your own, YAML or JSON, instead of the shipped one')
    .option('--marks <file>', 'answers marked by people, to calibrate by; columns as for <file>, with human_score')
    .option('--review-budget <percent>', 'send at most this share of the rows to a person (0-100)', zeroToHundred)
    .option('--pass-mark <score>', 'the score (0-100) that decides, for all questions', zeroToHundred)
    .option('--polish', 'have the model word the feedback, whoever judges: one more call an answer')
    .addHelpText('after', gradeHelp)
    .action(async (file: string, flags: unknown) => {
      const { out, format, judge, concurrency, questions, marks, reviewBudget, passMark, polish } =
        GradeFlags.parse(flags);
      const options = {
        file,
        out,
        format: format ?? null,
        judge: judge ?? null,
        concurrency: concurrency ?? null,
        questions: questions ?? null,
        marks: marks ?? null,
        reviewBudget: reviewBudget === undefined || reviewBudget === null ? null : reviewBudget / 100,
        passMark: passMark ?? null,
        feedback: polish ? ('polished' as const) : ('template' as const),
      };
      line.exitWith(await grade(options, line.tools, line.terminal));
    });
}

const gradeHelp = `
Columns (any case; other columns are carried through):
  answer                  the text to grade (required)
  question_id             a question of the bank, see "markscheme questions list", or instead:
  question                the question itself, with
  reference_answer        the answer to compare with, and optionally
  reference_alternatives  further right answers (JSON array, or one a line)
  key_points              texts (JSON array, or one a line), or objects with text and, as wanted, id, role, weight,
                          aliases, hint, terms (JSON array)
  candidate               who answered; never shown to a judge
  human_score             the mark that a person gave; with human_score_max out of what (100), human_score_2 a second
                          person's, human_points what each key point got (JSON object of ids, or array; 0 to 1)

Human marks, in the file or in that of --marks, calibrate the scores from 20 marks on; marked rows of the file are graded
too. A model judges all marked rows for that, those of --marks as well, and is shown up to three answers of the same
question that have human_points as examples: both are paid for. From 50 points in human_points on, they also teach how sure
its verdicts are.

A results file in CSV starts with a byte order mark, by which Excel knows that it is UTF-8; standard output and pipes get
none. Cells that a spreadsheet would take for a formula have an apostrophe in front.

A model's provider that refuses every call (wrong key or model, no quota), or fails in 5 calls in a row without ever having
answered one, or in 25 after that, is asked no more. The rows that are left fail as not tried; a second run pays only for
those.

With --review-budget, rows that are in doubt only (not those that no machine may settle) are weighed against each other by
expected harm: the share of the marks in doubt, times the closeness to the pass mark. What the budget has no room for is
graded, keeps its review reasons and says "not sent: budget"; what is sent has its place in the queue (review_rank, 1 first).
Results are then written when all rows are judged; until then they wait in a temporary folder.

Exit code: 0 every row was settled, 2 rows failed or the provider refuses or fails (standard error says why), 1 nothing could start.`;
