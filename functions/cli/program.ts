import { Command, CommanderError } from 'commander';
import { Fault } from '../../shared/domain/fault.ts';
import { addAgreeCommand } from './agree-command.ts';
import { addAnalyseCommand } from './analyse-command.ts';
import { addAuditCommand } from './audit-command.ts';
import type { CommandLine, ProgramTools } from './command-line.ts';
import { addDriftCommand } from './drift-command.ts';
import { addGradeCommand } from './grade-command.ts';
import { addKeysCommand } from './keys-command.ts';
import { addQuestionsCommand } from './questions-command.ts';
import { addRegradeCommand } from './regrade-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addSimilarCommand } from './similar-command.ts';
import type { Terminal } from './terminal.ts';

const commands = [
  addGradeCommand,
  addAgreeCommand,
  addAnalyseCommand,
  addSimilarCommand,
  addRegradeCommand,
  addQuestionsCommand,
  addDriftCommand,
  addAuditCommand,
  addServeCommand,
  addKeysCommand,
];

/**
 * Runs one command line.
 *
 * @param args the words after the program's name
 * @returns the exit code: 0 done, 1 nothing could start, 2 done but some rows failed, a model's
 * provider refuses, or a check found problems
 */
export async function runProgram(args: readonly string[], tools: ProgramTools, terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const line: CommandLine = {
    tools,
    terminal,
    exitWith: (code) => {
      exitCode = code;
    },
  };
  const program = new Command('markscheme')
    .description('Grades free-text answers against a reference answer, point by point, with evidence.')
    .version(tools.version)
    .showHelpAfterError('(markscheme --help shows the commands)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.messages.write(text),
    });

  for (const add of commands) add(program, line);

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
