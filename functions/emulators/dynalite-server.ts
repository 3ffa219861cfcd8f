import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import dynalite from 'dynalite';
import { createTableInput } from '../../shared/adapters/dynamo/table.ts';
import { callDynamodb } from './call-dynamodb.ts';

/** Says whose server has answered: ports are reused, so an address alone proves nothing. */
export const holderHeader = 'x-markscheme-holder';

export interface DynaliteServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Serves the table on a random port of this machine only, from the folder or, when it is null, from memory.
 *
 * The endpoint names the holder, and what is sent to another holder's is refused: a process that has not noticed yet that its
 * holder is gone can't write into the folder of whoever got the port next.
 */
export async function serveDynalite(folder: string | null, tableName: string, holder: string): Promise<DynaliteServer> {
  const server = dynalite({ createTableMs: 0, ...(folder !== null && { path: folder }) });
  outliveClients(server);
  answerAs(server, holder);
  const endpoint = `${await listen(server)}/${holder}`;
  const close = () => new Promise<void>((done, fail) => server.close((error) => (error ? fail(error) : done())));
  const status = await tableStatus(endpoint, tableName);
  if (status === 'CREATING' && folder !== null) {
    // A holder was killed between the two writes that make a table. It was never usable, so nothing is in it, and dynalite
    // would leave it like that for ever.
    await close();
    await rm(folder, { recursive: true });
    return serveDynalite(folder, tableName, holder);
  }
  if (status === null) await createTable(endpoint, tableName);
  return { endpoint, close };
}

/**
 * Replaces dynalite's answer to a client that hangs up in the middle of a request, which is to throw and so to end the
 * process: a joined process that is killed may not take the holder with it.
 */
function outliveClients(server: Server): void {
  server.on('request', (request) => {
    request.removeAllListeners('error');
    request.on('error', () => {});
  });
}

function answerAs(server: Server, holder: string): void {
  server.prependListener('request', (request, response) => {
    response.setHeader(holderHeader, holder);
    // Without a target dynalite knows no operation and refuses the request.
    if (request.url?.split('/')[1] !== holder) delete request.headers['x-amz-target'];
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') fail(new Error('dynalite listens on no port'));
      else done(`http://127.0.0.1:${address.port}`);
    });
  });
}

async function createTable(endpoint: string, tableName: string): Promise<void> {
  const made = await callDynamodb(endpoint, 'CreateTable', createTableInput(tableName));
  for (let tries = 0; made.status === 200 && tries < 500; tries += 1) {
    if ((await tableStatus(endpoint, tableName)) === 'ACTIVE') return;
    await setTimeout(2);
  }
  throw new Error(`dynalite made no table: ${made.text}`);
}

/** The indexes that a table lacks because an earlier version declared it. */
export async function missingIndexes(endpoint: string, tableName: string): Promise<string[]> {
  const { text } = await callDynamodb(endpoint, 'DescribeTable', { TableName: tableName });
  const there = new Set([...text.matchAll(/"IndexName":"([^"]+)"/g)].map(([, name]) => name));
  return createTableInput(tableName)
    .GlobalSecondaryIndexes.map(({ IndexName }) => IndexName)
    .filter((name) => !there.has(name));
}

async function tableStatus(endpoint: string, tableName: string): Promise<string | null> {
  const { text } = await callDynamodb(endpoint, 'DescribeTable', { TableName: tableName });
  return /"TableStatus":"([A-Z]+)"/.exec(text)?.[1] ?? null;
}
