import type { ProviderJob } from '../domain/economy.ts';
import type { ModelReply, ModelRequest } from '../domain/model-call.ts';

/**
 * An OpenAI-compatible model. `ask` reports every provider failure as a reply; it throws on a bug, and a Fault
 * `unavailable` where it did not send the request.
 *
 * Whoever gives `hear` is told the text of the reply as far as it has come, from its start, whenever there is more of it, and
 * from its start again where a reply that broke off is asked for again; servers that send it in one piece tell nothing before.
 * What was heard is not the reply: that is what `ask` resolves to.
 */
export interface Model {
  readonly name: string;
  ask(request: ModelRequest, hear?: (text: string) => void): Promise<ModelReply>;
}

/**
 * The Batch API of the provider: many requests in a file, answered in files within a day.
 *
 * @throws Fault `unavailable` from every call where the provider does not answer or refuses the load; it can be tried again
 */
export interface ProviderBatches {
  /** The requests as lines of a file, in the dialect that the server was found to understand; null before anything is known. */
  encode(requests: readonly IdentifiedRequest[], dialect: string | null): Promise<readonly string[]>;
  /**
   * Hands lines over under a tag. It may be cut off in between, or before the reply is heard: look for the tag then.
   * `refused` is the provider's last word, and says why.
   */
  submit(tag: string, lines: readonly string[]): Promise<ProviderSubmission>;
  /** What was handed over under a tag, not long before `sinceMs` at the earliest; undefined where there is none, or no list to look in. */
  find(tag: string, sinceMs: number): Promise<ProviderJob | undefined>;
  /** Erases files that were uploaded under a tag and never became a batch. */
  eraseUnused(tag: string, sinceMs: number): Promise<void>;
  progress(job: ProviderJob): Promise<ProviderProgress>;
  /** The lines of a file of replies that answer what was asked, read as replies of the model are. Others are left out. */
  replies(
    fileId: string,
    asked: ReadonlyMap<string, ModelRequest['purpose']>,
    dialect: string | null,
  ): AsyncIterable<ProviderReply>;
  /** Nothing happens where it has ended already. */
  cancel(job: ProviderJob): Promise<void>;
  /** Nothing happens where there is no such file. */
  erase(fileId: string): Promise<void>;
}

/** A request and the id by which its reply is found again; at most 64 characters. */
export interface IdentifiedRequest {
  readonly id: string;
  readonly request: ModelRequest;
}

export type ProviderSubmission =
  | { readonly outcome: 'submitted'; readonly job: ProviderJob }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * How far a provider batch is. `ended`: these files hold what came of it, and lines that are in none were not answered;
 * `rejected`: nothing of it was begun, `isForLackOfRoom` says that it can be handed over later as it is; `lost`: the
 * provider knows nothing of it.
 */
export type ProviderProgress =
  | { readonly state: 'running' | 'lost' }
  | {
      readonly state: 'ended';
      readonly how: 'completed' | 'expired' | 'cancelled';
      readonly fileIds: readonly string[];
    }
  | { readonly state: 'rejected'; readonly reason: string; readonly isForLackOfRoom: boolean };

/**
 * What came back for a request. `final` replies stand; `passing` failures may succeed when asked again; `misunderstood`
 * requests have to be asked again in `dialect`.
 */
export interface ProviderReply {
  readonly id: string;
  readonly reply: ModelReply;
  readonly standing: 'final' | 'passing' | 'misunderstood';
  readonly dialect: string | null;
}
