import type { Command } from 'commander';
import * as z from 'zod';
import { missingResultColumn } from '../../shared/domain/scored-answer.ts';
import { analyseResults } from '../../shared/usecases/analyse-results.ts';
import { analysisText } from './analysis-text.ts';
import { type CommandLine, print } from './command-line.ts';
import { readRows } from './input-rows.ts';

const AnalyseFlags = z.object({ json: z.boolean().default(false) });

/** `markscheme analyse` */
export function addAnalyseCommand(program: Command, line: CommandLine): void {
  program
    .command('analyse')
    .description('say from the results of a grading how hard its questions are and what their scores can tell')
    .argument('<file>', 'results of "markscheme grade" in CSV, XLSX or JSON Lines, or - for standard input')
    .option('--json', 'the whole report as JSON')
    .addHelpText('after', analyseHelp)
    .action(async (file: string, flags: unknown) => {
      const { json } = AnalyseFlags.parse(flags);
      const { records } = await readRows(file, line.tools.sheets, line.terminal, missingResultColumn);
      const analysed = analyseResults(records);
      for (const { row, line: at, reason } of analysed.unusable) {
        line.terminal.say(`row ${row} (line ${at}): ${reason}`);
      }
      print(line, json ? JSON.stringify(analysed, null, 2) : analysisText(analysed));
      if (analysed.unusable.length > 0) line.exitWith(2);
    });
}

const analyseHelp = `
Columns (any case): score and question_id (or question), as grade writes and carries them; candidate, without which no
question can be compared with others; verdicts or points, for the share of answers that met each key point.

An answer that is missing or has no score is not counted as nought. Small samples show less, and the report says what is
missing.

Exit code: 0 every row was used, 2 rows could not be read (standard error says why), 1 nothing could be analysed.`;
