import type { Command } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { agree } from './agree.ts';
import { type CommandLine, judgeOption } from './command-line.ts';

const AgreeFlags = z.object({
  judge: JudgeKind.nullish(),
  questions: z.string().nullish(),
  json: z.boolean().default(false),
});

/** `markscheme agree` */
export function addAgreeCommand(program: Command, line: CommandLine): void {
  program
    .command('agree')
    .description('judge a file of answers that people marked, and measure how far both agree')
    .argument('<file>', 'CSV, XLSX or JSON Lines, or - for standard input')
    .addOption(judgeOption('--judge <judge>', 'who judges'))
    .option('--questions <file>', 'a question bank of your own, YAML or JSON, instead of the shipped one')
    .option('--json', 'the whole report as JSON')
    .addHelpText('after', agreeHelp)
    .action(async (file: string, flags: unknown) => {
      const { judge, questions, json } = AgreeFlags.parse(flags);
      const options = { file, judge: judge ?? null, questions: questions ?? null, json };
      line.exitWith(await agree(options, line.tools, line.terminal));
    });
}

const agreeHelp = `
Columns: those of "markscheme grade", and beside them (any case):
  human_score      the mark that a person gave (rows without one are left out)
  human_score_2    the mark of a second person, who did not see the first
  human_score_max  full marks of both (default: 100)
  human_points     which key points the person saw met: JSON, an object of key point ids or an array in their order,
                   of true, false or a share

Exit code: 0 every marked row was compared, 2 rows failed or the provider refuses (standard error says why), 1 nothing
could start or nothing could be compared.`;
