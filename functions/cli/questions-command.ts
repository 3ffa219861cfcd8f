import { type Command, Option } from 'commander';
import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { bankAt, type CommandLine, judgeOption, print, wholeNumberTo } from './command-line.ts';
import { questionTable, questionText } from './questions.ts';
import { questionsCheck } from './questions-check.ts';
import { questionsExtract } from './questions-extract.ts';

/** `markscheme questions ...` */
export function addQuestionsCommand(program: Command, line: CommandLine): void {
  const questions = program.command('questions').description('look into a question bank');
  questions
    .command('list')
    .description('all questions, one a line')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (file: string | undefined) => {
      print(line, questionTable(await bankAt(line, file)));
    });
  questions
    .command('show')
    .description('one question with its reference and mark scheme')
    .argument('<id>', 'the id of the question')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (id: string, file: string | undefined) => {
      print(line, questionText(await bankAt(line, file), id, file ?? null));
    });
  questions
    .command('check')
    .description('try every mark scheme on answers of known worth, before anybody is graded by it')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .option('--id <id>', 'only this question, with the whole report')
    .addOption(judgeOption('--judge <judge>', 'who judges', 'llm needs --id and costs calls').default('offline'))
    .option('--calls <n>', 'the most calls of a model', wholeNumberTo(200), 60)
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExit code: 0 nothing to mend, 2 something is, 1 nothing could start. Advice is no problem.',
    )
    .action(async (file: string | undefined, flags: unknown) => {
      const { id, judge, calls, format } = CheckFlags.parse(flags);
      line.exitWith(await questionsCheck(line, { file, id: id ?? null, judge, callsMax: calls, format }));
    });
  questions
    .command('extract')
    .description('propose a question with its mark scheme from a reference answer, in the shape of a bank')
    .argument('<file>', 'the reference answer as text, or - for standard input')
    .requiredOption('--question <text>', 'the question that it answers')
    .option('--id <id>', 'the id of the question (default: made of its words)')
    .option('--category <category>', 'its category', 'Proposed')
    .addOption(judgeOption('--method <method>', 'who proposes'))
    .addOption(new Option('--format <format>', 'how it is printed').choices(['yaml', 'json']).default('yaml'))
    .addHelpText(
      'after',
      '\nWarnings go to standard error. Try the result with "markscheme questions check".\n\nExit code: 0 it was proposed, 1 it could not be.',
    )
    .action(async (file: string, flags: unknown) => {
      const { question, id, category, method, format } = ExtractFlags.parse(flags);
      await questionsExtract(line, { file, question, id: id ?? null, category, method: method ?? null, format });
    });
}

const CheckFlags = z.object({
  id: z.string().nullish(),
  judge: JudgeKind,
  calls: z.number(),
  format: z.enum(['text', 'json']),
});

const ExtractFlags = z.object({
  question: z.string(),
  id: z.string().nullish(),
  category: z.string(),
  method: JudgeKind.nullish(),
  format: z.enum(['yaml', 'json']),
});
