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
 * @throws Fault `invalid-request` when the file is there and damaged, or the system does not let it be read or made
 */
export async function readLocalSecrets(folder: string): Promise<LocalSecrets> {
  const text = await readFile(fileIn(folder), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw refusal(folder, 'read', error);
  });
  if (text !== null) return parseSecrets(folder, text);
  const made: LocalSecrets = { signingSecret: randomBytes(32).toString('hex'), developmentKey: null };
  await writeLocalSecrets(folder, made);
  return made;
}

/** @throws Fault `invalid-request` with what the system said when the file can't be written */
export async function writeLocalSecrets(folder: string, secrets: LocalSecrets): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(fileIn(folder), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw refusal(folder, 'written', error);
  }
}

function parseSecrets(folder: string, text: string): LocalSecrets {
  try {
    return LocalSecrets.parse(JSON.parse(text));
  } catch (cause) {
    const advice = 'Mend it, or delete it to have new secrets made: a new development key, and old cursors end.';
    throw new Fault('invalid-request', `${fileIn(folder)} is damaged. ${advice}`, { cause });
  }
}

function refusal(folder: string, done: 'read' | 'written', cause: unknown): Fault {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Fault('invalid-request', `${fileIn(folder)} can't be ${done}: ${reason}.`, { cause });
}

function fileIn(folder: string): string {
  return join(folder, 'secrets.json');
}
