import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ProgramTools } from '../../functions/cli/command-line.ts';
import { runProgram } from '../../functions/cli/program.ts';
import { lockFolder } from '../../functions/emulators/folder-lock.ts';
import { bankFolder, goldenFile, wireTools } from '../../functions/wire.ts';
import { readGoldenSet, writeGoldenSet } from '../../shared/adapters/files/golden-set-file.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import { sheetReader } from '../../shared/adapters/files/sheet-reader.ts';
import { TenantId } from '../../shared/domain/ids.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly messages: string;
}

export interface RunChoices {
  /** What standard input holds. */
  readonly input?: string | Uint8Array;
  /** A person watches. */
  readonly isInteractive?: boolean;
  readonly tools?: Partial<ProgramTools>;
}

let shipped: ReturnType<typeof readQuestionBank> | undefined;

/** The shipped bank, read once: it never changes. */
export function shippedBank(): ReturnType<typeof readQuestionBank> {
  shipped ??= readQuestionBank(bankFolder);
  return shipped;
}

/** Runs one command line in this process, with the tools of the real one. There is no model. */
export async function runCli(args: readonly string[], choices: RunChoices = {}): Promise<Ran> {
  const { input = '', isInteractive = false } = choices;
  const out = new PassThrough();
  const messages = Object.assign(new PassThrough(), { isTTY: isInteractive });
  const outText = buffer(out);
  const messagesText = buffer(messages);
  const tools: ProgramTools = {
    version: '0.0.0-test',
    sheets: sheetReader,
    readBank: (path) => (path === null ? shippedBank() : readQuestionBank(path)),
    judging: wireTools({ model: null }),
    golden: {
      read: (path) => readGoldenSet(path ?? goldenFile),
      write: (path, golden) => writeGoldenSet(path ?? goldenFile, golden),
    },
    tenantId: TenantId.parse('local'),
    openJudgements: () => Promise.reject(new Error('Nothing is paid for offline')),
    keys: {
      openHere: () => Promise.reject(new Error('No keys are kept here')),
      openOnAws: () => Promise.reject(new Error('No keys are kept here')),
    },
    openAudit: () => Promise.reject(new Error('There is no data folder')),
    lockFolder,
    fetch: (...request) => globalThis.fetch(...request),
    serve: () => Promise.resolve(),
    ...choices.tools,
  };
  const code = await runProgram(args, tools, {
    in: Readable.from([Buffer.from(input)]),
    out,
    messages,
    isInteractive,
    say: (line) => messages.write(`${line}\n`),
    onInterrupt: () => () => undefined,
  });
  out.end();
  messages.end();
  return { code, out: String(await outText), messages: String(await messagesText) };
}

/** The lines of JSON Lines. */
export function linesOf(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
