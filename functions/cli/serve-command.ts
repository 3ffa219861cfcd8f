import type { Command } from 'commander';
import * as z from 'zod';
import { type CommandLine, wholeNumberTo } from './command-line.ts';

/** `markscheme serve` */
export function addServeCommand(program: Command, line: CommandLine): void {
  program
    .command('serve')
    .description('serve the HTTP API on this machine')
    .option('--port <n>', 'the port (default: PORT, else 8787)', wholeNumberTo(65_535))
    .action(async (flags: unknown) => {
      await line.tools.serve(z.object({ port: z.number().optional() }).parse(flags).port ?? null);
    });
}
