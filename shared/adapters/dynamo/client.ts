import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { translateFailure } from './translate-failure.ts';

/** The table as the stores use it. `cursorSecret` signs the cursors of lists. */
export interface TableClient {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  readonly cursorSecret: string;
  /** How long what is kept of candidates is kept; without end where it is absent. */
  readonly retention?: TableRetention;
}

export interface TableRetention {
  /** Null: without end. */
  daysOf(tenantId: string): Promise<number | null>;
  clock(): Date;
}

export interface TableSettings {
  /** Asked before each call when it is a function. */
  readonly endpoint?: string | (() => string) | undefined;
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly tableName: string;
  readonly cursorSecret: string;
  readonly patience?: Patience | undefined;
}

/** How long a call may take and how often it is tried, the first time included. Waits between tries grow, with jitter. */
export interface Patience {
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly attemptsMax: number;
}

// DynamoDB answers in milliseconds: three seconds mean a lost packet, and three tries still fit into the 29 s of API Gateway.
const defaultPatience: Patience = { connectionTimeoutMs: 1_000, requestTimeoutMs: 3_000, attemptsMax: 3 };

/** That of a worker, which nobody waits for: what it has paid for must not be lost because the table is busy for seconds. */
export const workerPatience: Patience = { ...defaultPatience, attemptsMax: 8 };

/**
 * Opens the table. Make it once and keep it: it holds the connections.
 *
 * Without an endpoint it is AWS in that region; without credentials, those of the machine.
 * Retries live here and nowhere above. A retry repeats a write whose reply was lost, so a conditional write may report that it lost
 * against itself; every store says what its caller then finds.
 *
 * @throws Fault `unavailable` from every call when the table can't be reached or refuses the load, after the last try;
 * `too-large` when an item is over DynamoDB's 400 KB.
 */
export function tableClient(settings: TableSettings): TableClient {
  const patience = settings.patience ?? defaultPatience;
  const config: DynamoDBClientConfig = {
    region: settings.region,
    maxAttempts: patience.attemptsMax,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: patience.connectionTimeoutMs,
      requestTimeout: patience.requestTimeoutMs,
      // Without this the SDK only logs a warning and goes on waiting.
      throwOnRequestTimeout: true,
    },
  };
  const { endpoint } = settings;
  if (endpoint !== undefined) {
    config.endpoint = typeof endpoint === 'string' ? endpoint : async () => ({ url: new URL(endpoint()) });
  }
  if (settings.credentials !== undefined) config.credentials = settings.credentials;
  const client = new DynamoDBClient(config);
  client.middlewareStack.add(
    (next) => async (call) => {
      try {
        return await next(call);
      } catch (error) {
        throw translateFailure(error);
      }
    },
    { step: 'initialize', priority: 'high', name: 'translateFailure' },
  );
  return { client: DynamoDBDocumentClient.from(client), name: settings.tableName, cursorSecret: settings.cursorSecret };
}
