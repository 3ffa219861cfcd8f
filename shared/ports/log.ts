import type { BatchId, KeyId, TenantId } from '../domain/ids.ts';
import type { WorkMessage } from '../domain/work-message.ts';

/** Whether the table can be reached, for `/health`. */
export interface StorageProbe {
  isReachable(): Promise<boolean>;
}

/** What is logged of one request or message: by allow-list, so never an answer, a prompt, a key or a person's name. */
export interface WideEvent {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly latencyMs: number;
  readonly tenantId: TenantId | null;
  readonly keyId: KeyId | null;
  readonly fault: string | null;
}

/** What is logged of one message of the work queue, by the same allow-list. What could not be read tells nothing of itself. */
export interface WorkEvent {
  readonly messageId: string;
  readonly kind: WorkMessage['kind'] | null;
  readonly tenantId: TenantId | null;
  readonly batchId: BatchId | null;
  /** How many rows it names. */
  readonly rows: number;
  readonly outcome: 'done' | 'failed' | 'malformed';
  readonly latencyMs: number;
  readonly fault: string | null;
}

export interface Log {
  event(event: WideEvent): void;
  work(event: WorkEvent): void;
  /** A bug: logged whole, because nobody foresaw it. `requestId` names the request, or the message of the queue. */
  bug(requestId: string, error: unknown): void;
  /** Something we depend on did not answer; `cause` is what it or the network said. Nothing in our code is to be mended. */
  outage(requestId: string, cause: string): void;
}
