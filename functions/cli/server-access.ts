import { type Command, Option } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { createMarkscheme, dataOf, type MarkschemeClient, ProblemError } from '../client/client.ts';

/** A server that a command works on, instead of on this machine. */
export interface ServerAccess {
  readonly url: string;
  readonly client: MarkschemeClient;
}

const ServerFlags = z.object({ server: z.url({ protocol: /^https?$/ }).optional(), key: z.string().optional() });

/** Adds the options that name a server and the key for it. */
export function addServerOptions(command: Command): Command {
  return command
    .option('--server <url>', 'do it on a Markscheme server instead of this machine')
    .addOption(new Option('--key <key>', 'the API key for --server').env('MARKSCHEME_KEY'));
}

/** The server that the options name; null where they name none. @throws Fault `invalid-request` without a key or a URL */
export function serverIn(flags: unknown, fetch: typeof globalThis.fetch): ServerAccess | null {
  const parsed = ServerFlags.safeParse(flags);
  if (!parsed.success)
    throw new Fault('invalid-request', '--server must be a URL, such as https://grading.example.com.');
  const { server, key } = parsed.data;
  if (server === undefined) return null;
  if (key === undefined || key === '')
    throw new Fault('invalid-request', '--server needs an API key: set MARKSCHEME_KEY or give --key.');
  return { url: server, client: createMarkscheme({ server, key, fetch }) };
}

/**
 * What a server answers.
 *
 * @throws Fault with what the server said where it refused, `unavailable` where it does not answer
 */
export async function answerOf<Data>(
  { url }: ServerAccess,
  reply: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  try {
    return await dataOf(reply);
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw new Fault('unavailable', `${url} does not answer.`, { cause });
    const { detail, errors = [] } = cause.problem;
    throw new Fault('invalid-request', `${url} refused: ${detail}`, { issues: errors, cause });
  }
}
