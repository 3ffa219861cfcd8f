import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import { type GradeTools, grade } from './grade.ts';
import { checkReport, questionTable, questionText } from './questions.ts';
import type { Terminal } from './terminal.ts';

export interface ProgramTools extends GradeTools {
  readonly version: string;
  readonly serve: (port: number | null) => Promise<void>;
}

const GradeFlags = z.object({
  out: z.string(),
  format: z.enum(['csv', 'jsonl', 'text']).nullish(),
  judge: JudgeKind.nullish(),
  concurrency: z.number().nullish(),
  questions: z.string().nullish(),
});

/**
 * Runs one command line.
 *
 * @param args the words after the program's name
 * @returns the exit code: 0 done, 1 nothing could start, 2 done but some rows failed, a model's
 * provider refuses, or a check found problems
 */
export async function runProgram(args: readonly string[], tools: ProgramTools, terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const bankAt = (path: string | undefined): Promise<readonly AuthoredQuestion[]> => tools.readBank(path ?? null);
  const print = (text: string): boolean => terminal.out.write(`${text}\n`);

  const program = new Command('markscheme')
    .description('Grades free-text answers against a reference answer, point by point, with evidence.')
    .version(tools.version)
    .showHelpAfterError('(markscheme --help shows the commands)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.messages.write(text),
    });

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
    .addOption(
      new Option('--judge <judge>', 'who judges (default: llm with OPENAI_API_KEY, else offline)').choices([
        'offline',
        'llm',
      ]),
    )
    .option('--concurrency <n>', 'rows judged at once (default: 8 with a model, 1 offline)', wholeNumberTo(1_000))
    .option('--questions <file>', 'a question bank of your own, YAML or JSON, instead of the shipped one')
    .addHelpText('after', gradeHelp)
    .action(async (file: string, flags: unknown) => {
      const { out, format, judge, concurrency, questions } = GradeFlags.parse(flags);
      const options = {
        file,
        out,
        format: format ?? null,
        judge: judge ?? null,
        concurrency: concurrency ?? null,
        questions: questions ?? null,
      };
      exitCode = await grade(options, tools, terminal);
    });

  const questions = program.command('questions').description('look into a question bank');
  questions
    .command('list')
    .description('all questions, one a line')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (file: string | undefined) => {
      print(questionTable(await bankAt(file)));
    });
  questions
    .command('show')
    .description('one question with its reference and mark scheme')
    .argument('<id>')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (id: string, file: string | undefined) => {
      print(questionText(await bankAt(file), id, file ?? null));
    });
  questions
    .command('check')
    .description('try every mark scheme on its reference, its prompt, its hints and the other references')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (file: string | undefined) => {
      const { text, isSound } = checkReport(await bankAt(file));
      print(text);
      if (!isSound) exitCode = 2;
    });

  program
    .command('serve')
    .description('serve the HTTP API on this machine')
    .option('--port <n>', 'the port (default: PORT, else 8787)', wholeNumberTo(65_535))
    .action(async (flags: unknown) => {
      await tools.serve(z.object({ port: z.number().optional() }).parse(flags).port ?? null);
    });

  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof Fault)) throw error;
    terminal.say(`markscheme: ${error.message}`);
    for (const { pointer, detail } of error.issues) terminal.say(`  ${pointer}: ${detail}`);
    return 1;
  }
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

A results file in CSV starts with a byte order mark, by which Excel knows that it is UTF-8; standard output and pipes get
none. Cells that a spreadsheet would take for a formula have an apostrophe in front.

A model's provider that refuses every call (wrong key or model, no quota) is asked no more. The rows that are left fail as
not tried; a second run pays only for those.

Exit code: 0 every row was settled, 2 rows failed or the provider refuses (standard error says why), 1 nothing could start.`;

function wholeNumberTo(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${max}.`);
  };
}
