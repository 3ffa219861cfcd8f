import type { Command } from 'commander';
import { bankAt, type CommandLine, print } from './command-line.ts';
import { checkReport, questionTable, questionText } from './questions.ts';

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
    .argument('<id>')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (id: string, file: string | undefined) => {
      print(line, questionText(await bankAt(line, file), id, file ?? null));
    });
  questions
    .command('check')
    .description('try every mark scheme on its reference, its prompt, its hints and the other references')
    .argument('[file]', 'a bank file or folder instead of the shipped bank')
    .action(async (file: string | undefined) => {
      const { text, isSound } = checkReport(await bankAt(line, file));
      print(line, text);
      if (!isSound) line.exitWith(2);
    });
}
