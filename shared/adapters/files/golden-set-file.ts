import { readFile, writeFile } from 'node:fs/promises';
import { Fault } from '../../domain/fault.ts';
import { GoldenSet } from '../../domain/golden-set.ts';

/** Reads a golden set from a JSON file. @throws Fault `invalid-request` naming the file and every place that does not fit */
export async function readGoldenSet(path: string): Promise<GoldenSet> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const isJson = !(cause instanceof SyntaxError);
    throw new Fault('invalid-request', `The golden set ${path} ${isJson ? "can't be read" : 'is not JSON'}.`, {
      cause,
    });
  }
  const golden = GoldenSet.safeParse(content);
  if (golden.success) return golden.data;
  throw new Fault('invalid-request', `${path} is not a golden set.`, {
    issues: golden.error.issues.map(({ path: place, message }) => ({
      pointer: `/${place.map(String).join('/')}`,
      detail: message,
    })),
  });
}

/** Writes a golden set back, one thing a line, so that a change shows what moved. @throws Fault `unavailable` when it can't */
export async function writeGoldenSet(path: string, golden: GoldenSet): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(golden, null, 2)}\n`);
  } catch (cause) {
    throw new Fault('unavailable', `The golden set ${path} can't be written.`, { cause });
  }
}
