import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';

const LocalSecrets = z.strictObject({ signingSecret: z.string().min(32), developmentKey: z.string().nullable() });
export type LocalSecrets = z.infer<typeof LocalSecrets>;

/**
 * The secrets of an installation on one machine, made on first use and kept in its data folder, readable by the owner
 * only. On AWS there is no such file.
 *
 * @throws Fault `invalid-request` when the file is there and damaged
 */
export async function readLocalSecrets(folder: string): Promise<LocalSecrets> {
  try {
    return LocalSecrets.parse(JSON.parse(await readFile(fileIn(folder), 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      const advice = 'Mend it, or delete it to have new secrets made: a new development key, and old cursors end.';
      throw new Fault('invalid-request', `${fileIn(folder)} can't be read. ${advice}`, { cause: error });
    }
    const made: LocalSecrets = { signingSecret: randomBytes(32).toString('hex'), developmentKey: null };
    await writeLocalSecrets(folder, made);
    return made;
  }
}

export async function writeLocalSecrets(folder: string, secrets: LocalSecrets): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileIn(folder), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
}

function fileIn(folder: string): string {
  return join(folder, 'secrets.json');
}
