import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { ChainPlace, chainEndOf, chainPlaceOf } from '../../shared/domain/audit.ts';
import {
  type ChainCheck,
  type ChainFault,
  type ChainRules,
  chainFaultTexts,
  checkedEnd,
  checkedEntry,
  checkFrom,
} from '../../shared/domain/audit-check.ts';
import { entryIn, entryLine, headIn, headLine, noHeadLine } from '../../shared/domain/audit-file.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { checkChain } from '../../shared/usecases/check-chain.ts';
import type { AuditTools } from './audit-tools.ts';
import { type CommandLine, print } from './command-line.ts';

const VerifyFlags = z.object({ known: ChainPlace.optional(), seals: z.boolean().default(false) });

/** `markscheme audit` */
export function addAuditCommand(program: Command, line: CommandLine): void {
  const audit = program.command('audit').description('check and export the log of what was done on this machine');
  audit
    .command('verify')
    .description('check that nothing in the log was changed, dropped or cut off')
    .argument('[file]', 'a file of `audit export` instead of the data folder')
    .option('--known <place>', 'an end that an earlier check has printed, which the log must still have')
    .option('--seals', 'check the seals of a file too, with the secret of this machine')
    .addHelpText('after', verifyHelp)
    .action(async (file: string | undefined, flags: unknown) => {
      const { known: place, seals } = readFlags(flags);
      const known = place === undefined ? null : chainEndOf(place);
      const opened = file === undefined || seals ? await line.tools.openAudit() : null;
      try {
        const { tenantId } = line.tools;
        const checked =
          file === undefined && opened !== null
            ? await checkChain(opened, tenantId, { after: null, known, entriesMax: null })
            : await checkFile(file ?? '', { sha256: line.tools.judging.sha256, seal: opened?.seal ?? null, known });
        const { end, fault } = checked;
        print(line, fault === null ? intactText(end.sequence, chainPlaceOf(end)) : brokenText(end.sequence, fault));
        if (fault !== null) line.exitWith(1);
      } finally {
        await opened?.close();
      }
    });
  audit
    .command('export')
    .description('write the log in JSON Lines, its head first')
    .action(async () => {
      const opened = await line.tools.openAudit();
      try {
        await exportChain(line, opened, line.tools.tenantId);
      } finally {
        await opened.close();
      }
    });
}

const verifyHelp = `
Exit code: 0 everything is in order, 1 it is not (the first entry that is not is named) or nothing could be checked.
Without the secret of the installation a file proves only that its hashes fit: anybody can make those.`;

function readFlags(flags: unknown): z.infer<typeof VerifyFlags> {
  const parsed = VerifyFlags.safeParse(flags);
  if (parsed.success) return parsed.data;
  throw new Fault('invalid-request', '--known must be what a check has printed: a number, a colon and a hash.');
}

function intactText(entries: number, place: string): string {
  const counted = `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  return `The audit log is intact: ${counted}.\nend: ${place}`;
}

function brokenText(good: number, { sequence, kind }: ChainFault): string {
  return `The audit log is broken at entry ${sequence} (${kind}): ${chainFaultTexts[kind]}.\nin order before it: ${good}`;
}

type FileRules = Pick<ChainRules, 'sha256' | 'seal' | 'known'>;

// The head comes first and says whose chain it is.
async function checkFile(file: string, rules: FileRules): Promise<ChainCheck> {
  let all: ChainRules | null = null;
  let check = checkFrom();
  for await (const text of linesOf(file)) {
    if (all === null) {
      const head = headIn(text);
      if (head === undefined || head === 'unreadable') return headless(head);
      all = { ...rules, head, tenantId: head.tenantId };
    } else check = checkedEntry(check, entryIn(text), all);
  }
  return all === null ? headless(undefined) : checkedEnd(check, all);
}

function headless(head: 'unreadable' | undefined): ChainCheck {
  return { ...checkFrom(), fault: { sequence: 1, kind: head === undefined ? 'head-missing' : 'head-unreadable' } };
}

// Split at line feeds alone: nothing but what was written is a line.
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(file, 'utf8')) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (cause) {
    if (cause instanceof Fault || !(cause instanceof Error)) throw cause;
    throw new Fault('invalid-request', `${file} can't be read: ${cause.message}.`, { cause });
  }
  if (rest !== '') yield rest;
}

async function exportChain(line: CommandLine, { audit }: AuditTools, tenantId: TenantId): Promise<void> {
  const head = await audit.head(tenantId);
  if (head === 'unreadable') throw new Fault('conflict', 'The head of the audit log is damaged: run audit verify.');
  print(line, head === undefined ? noHeadLine : headLine(head));
  for (let next = 1; ; ) {
    const found = await audit.entriesFrom(tenantId, next);
    for (const entry of found) {
      if (entry === 'unreadable') throw new Fault('conflict', `Entry ${next} is damaged: run audit verify.`);
      print(line, entryLine(entry));
      next = entry.sequence + 1;
    }
    if (found.length === 0) return;
  }
}
