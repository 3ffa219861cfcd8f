import type { Command } from 'commander';
import * as z from 'zod';
import { type CommandLine, wholeNumberTo } from './command-line.ts';
import { regrade } from './regrade.ts';

const RegradeFlags = z.object({
  questions: z.string(),
  from: z.string().nullish(),
  apply: z.boolean().default(false),
  out: z.string().nullish(),
  concurrency: z.number().nullish(),
  json: z.boolean().default(false),
});

/** `markscheme regrade` */
export function addRegradeCommand(program: Command, line: CommandLine): void {
  program
    .command('regrade')
    .description('grade results again after questions were edited, and say who moves')
    .argument('<file>', 'results of "markscheme grade" in JSON Lines, or - for standard input')
    .requiredOption('--questions <file>', 'the edited questions, YAML or JSON')
    .option('--from <file>', 'the questions as they were when the file was graded, instead of the shipped ones')
    .option('--apply', 'write the results with the new marks to --out', false)
    .option('--out <file>', 'where they go, with --apply: .jsonl, .csv, .xlsx or .txt')
    .option('--concurrency <n>', 'answers judged at once (default: 8)', wholeNumberTo(1_000))
    .option('--json', 'the whole difference as JSON')
    .addHelpText('after', regradeHelp)
    .action(async (file: string, flags: unknown) => {
      const { questions, from, apply, out, concurrency, json } = RegradeFlags.parse(flags);
      const options = {
        ...{ file, questions, from: from ?? null, apply, out: out ?? null, json },
        concurrency: concurrency ?? null,
      };
      line.exitWith(await regrade(options, line.tools, line.terminal));
    });
}

const regradeHelp = `
Only what was edited is judged again, by the judge that judged the answer before: nothing where weights, roles or the
scoring policy changed; one call of a model an answer where key points, misconceptions or dimensions did; everything where the
prompt or a reference did. What nobody edited keeps its verdict. Paid judgements are remembered, so --apply after a look at the
difference pays nothing more.

Without --apply nothing is written. With it, each row of --out is the row of the file with its new marks; its provenance says
which verdicts are new. Scores that people's marks calibrated are not regraded here.

Exit code: 0 every row of an edited question was regraded, 2 some were not (standard error says why), 1 nothing could start.`;
