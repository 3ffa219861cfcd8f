import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Fault } from '../../domain/fault.ts';
import type { AuthoredQuestion } from '../../domain/question.ts';
import { QuestionBank } from '../../domain/question-bank.ts';

/**
 * Reads a bank from a YAML or JSON file, or from all such files of a folder in order of name.
 *
 * @throws Fault `invalid-request` naming the file and every place that does not fit the schema
 */
export async function readQuestionBank(path: string): Promise<AuthoredQuestion[]> {
  const files = await bankFiles(path);
  const banks = await Promise.all(files.map(readBankFile));
  const questions = banks.flat();
  const whole = QuestionBank.safeParse({ questions });
  if (!whole.success) throw refusal(path, whole.error.issues);
  return questions;
}

async function bankFiles(path: string): Promise<string[]> {
  try {
    const names = await readdir(path);
    return names
      .filter((name) => /\.(?:ya?ml|json)$/.test(name))
      .sort()
      .map((name) => join(path, name));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTDIR') return [path];
    throw unreadable(path, cause);
  }
}

async function readBankFile(path: string): Promise<AuthoredQuestion[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : 'unreadable';
    throw new Fault('invalid-request', `${path} is neither YAML nor JSON: ${reason}`, { cause });
  }
  const bank = QuestionBank.safeParse(content);
  if (!bank.success) throw refusal(path, bank.error.issues);
  return bank.data.questions;
}

function unreadable(path: string, cause: unknown): Fault {
  return new Fault('invalid-request', `The question bank ${path} can't be read.`, { cause });
}

function refusal(path: string, issues: readonly { path: PropertyKey[]; message: string }[]): Fault {
  return new Fault('invalid-request', `${path} is not a question bank.`, {
    issues: issues.map((issue) => ({ pointer: `/${issue.path.map(String).join('/')}`, detail: issue.message })),
  });
}
