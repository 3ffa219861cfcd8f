import { type Config, readConfig } from '../shared/adapters/config.ts';
import { isEmptyTable } from '../shared/adapters/dynamo/is-empty-table.ts';
import { dynamoJudgementStore } from '../shared/adapters/dynamo/judgement-store.ts';
import { readGoldenSet, writeGoldenSet } from '../shared/adapters/files/golden-set-file.ts';
import { readQuestionBank } from '../shared/adapters/files/question-bank-file.ts';
import { sheetReader } from '../shared/adapters/files/sheet-reader.ts';
import { Fault } from '../shared/domain/fault.ts';
import { runProgram } from './cli/program.ts';
import { cloudKeyTable } from './cloud-key-table.ts';
import { lockFolder } from './emulators/folder-lock.ts';
import { localTenant, openLocalTable, requireLocalData } from './local-table.ts';
import { packageVersion } from './package-version.ts';
import { bankFolder, goldenFile, wireAudit, wireKeys, wireTools } from './wire.ts';

// Rows are looked up ahead of their turn and saved after it, so no call waits for this.
const judgementsGatherMs = 50;

/** The command line: `npm run -s markscheme -- --help`. */
async function main(): Promise<number> {
  let read: Config | undefined;
  // Read on demand: help and questions work in any environment.
  const config = (): Config => {
    read ??= readConfig();
    return read;
  };
  return runProgram(
    process.argv.slice(2),
    {
      version: packageVersion,
      sheets: sheetReader,
      readBank: (path) => readQuestionBank(path ?? bankFolder),
      get judging() {
        return wireTools(config());
      },
      golden: {
        read: (path) => readGoldenSet(path ?? goldenFile),
        write: (path, golden) => writeGoldenSet(path ?? goldenFile, golden),
      },
      tenantId: localTenant,
      openJudgements: async () => {
        const { table, close } = await openLocalTable(config());
        const isNew = await isEmptyTable(table);
        return { judgements: dynamoJudgementStore(table, judgementsGatherMs, isNew), close };
      },
      keys: {
        openHere: async () => {
          const { table, close } = await openLocalTable(config());
          return { services: wireKeys(table), close };
        },
        openOnAws: async () => {
          const table = cloudKeyTable(config());
          return { services: wireKeys(table), close: async () => table.client.destroy() };
        },
      },
      openAudit: async () => {
        await requireLocalData(config());
        const { table, close } = await openLocalTable(config());
        return { ...wireAudit(table), close };
      },
      lockFolder,
      fetch: (...request) => globalThis.fetch(...request),
      serve: async (port) => {
        const { serveLocally } = await import('./local-server.ts');
        await serveLocally(port === null ? config() : { ...config(), port });
      },
    },
    {
      in: process.stdin,
      out: process.stdout,
      messages: process.stderr,
      isInteractive: process.stderr.isTTY === true,
      say: (line) => process.stderr.write(`${line}\n`),
      onInterrupt: (act) => {
        const end = (): void => {
          act();
          process.exit(130);
        };
        process.once('SIGINT', end);
        return () => process.off('SIGINT', end);
      },
    },
  );
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  process.stderr.write(`markscheme: ${error.message}\n`);
  process.exitCode = 1;
}
