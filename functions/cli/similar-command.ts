import { type Command, Option } from 'commander';
import * as z from 'zod';
import { similarGroups } from '../../shared/usecases/similar-groups.ts';
import { bankAt, type CommandLine, print } from './command-line.ts';
import { readInputRows } from './input-rows.ts';
import { addMappingOptions, mappingIn } from './mapping-flags.ts';
import { similarCsv, similarJson, similarText } from './similar-report.ts';

const SimilarFlags = z.object({ questions: z.string().optional(), format: z.enum(['text', 'json', 'csv']) });

const formats = { text: similarText, json: similarJson, csv: similarCsv } as const;

/** `markscheme similar` */
export function addSimilarCommand(program: Command, line: CommandLine): void {
  const command = program
    .command('similar')
    .description('group the answers of a file that are nearly alike, for a person to look at')
    .argument('<file>', 'answers, or results of "markscheme grade": CSV, XLSX or JSON Lines, or - for standard input')
    .option('--questions <file>', 'a question bank of your own, YAML or JSON, instead of the shipped one')
    .addOption(new Option('--format <format>', 'how to tell').choices(['text', 'json', 'csv']).default('text'));
  addMappingOptions(command)
    .addHelpText('after', similarHelp)
    .action(async (file: string, flags: unknown) => {
      const { questions, format } = SimilarFlags.parse(flags);
      const known = await bankAt(line, questions);
      const mapping = { ...mappingIn(flags), questions: known };
      const { records } = await readInputRows(file, line.tools.sheets, line.terminal, mapping);
      const bank = new Map(known.map((question): [string, typeof question] => [question.id, question]));
      const found = similarGroups(records, bank);
      for (const { row, line: at, reason } of found.unusable) line.terminal.say(`row ${row} (line ${at}): ${reason}`);
      print(line, formats[format](found));
      if (found.unusable.length > 0) line.exitWith(2);
    });
}

const similarHelp = `
Columns as for "markscheme grade", which also tells what the headings mean: answer, question_id (or question), and candidate, without which nobody knows whether two answers are of
one person. A reference_answer and key_points in the file, or those of the bank, tell what everybody may have learnt.

Answers to one question are compared by their words, three in a row, without those that the question, its reference or its
key points say. They are near-duplicates when half of the shorter one's stands in the other. A finding is one of:
  copies              of candidates of different names
  one-candidate       somebody's own, again
  unnamed-candidates  nobody knows whose
  too-little-own      identical, and so short or so near the reference that many would write it

Nothing of this changes a mark.

Exit code: 0 every row was compared, 2 rows could not be read (standard error says why), 1 nothing could be compared.`;
