import OpenAI from 'openai';
import * as z from 'zod';
import { ProviderJob } from '../../domain/economy.ts';
import { Fault } from '../../domain/fault.ts';
import { linesOf } from '../../domain/text-lines.ts';
import type { ProviderBatches, ProviderProgress, ProviderSubmission } from '../../ports/models.ts';
import { replyOfLine } from './batch-lines.ts';
import { bodyIn, dialectOf } from './dialect.ts';
import { failureFrom, type ModelFailure } from './failures.ts';
import type { OpenAiSettings } from './openai-model.ts';

const endpoint = '/v1/chat/completions';
const tagName = 'markscheme';
const listedMax = 1_000;
// Clocks differ, and a list counts whole seconds.
const clockToleranceMs = 600_000;
const fileTimeoutMs = 600_000;
const retries = 2;

/**
 * The Batch API of any server that speaks it as OpenAI does. What can be repeated without harm is tried three times; the one
 * thing that is not is making a batch, because a repetition would be paid for as well.
 */
export function openAiBatches({ apiKey, baseUrl, model, requestTimeoutMs }: OpenAiSettings): ProviderBatches {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    maxRetries: retries,
    timeout: requestTimeoutMs,
    // The SDK would read these from the environment, and log to where the results go.
    organization: null,
    project: null,
    logLevel: 'off',
    // Looked up at each call: whoever replaces the global fetch later (tracing, tests) is still heard.
    fetch: (...call) => globalThis.fetch(...call),
  });

  return {
    async encode(requests, dialect) {
      const spoken = dialectOf(dialect);
      return requests.map(({ id, request }) =>
        JSON.stringify({ custom_id: id, method: 'POST', url: endpoint, body: bodyIn(spoken, model, request) }),
      );
    },

    async submit(tag, lines) {
      try {
        const content = new File(
          lines.map((line) => `${line}\n`),
          fileName(tag),
          { type: 'application/jsonl' },
        );
        const uploaded = await client.files.create({ file: content, purpose: 'batch' }, { timeout: fileTimeoutMs });
        const fileId = Uploaded.parse(uploaded).id;
        const made = await client.batches.create(
          { input_file_id: fileId, endpoint, completion_window: '24h', metadata: { [tagName]: tag } },
          { maxRetries: 0 },
        );
        return { outcome: 'submitted', job: ProviderJob.parse({ id: ProviderBatch.parse(made).id, fileId }) };
      } catch (error) {
        return refusalFrom(error);
      }
    },

    async find(tag, sinceMs) {
      return orUndefinedWhereUnknown(async () => {
        let seen = 0;
        for await (const listed of client.batches.list({ limit: 100 })) {
          const { id, metadata, input_file_id: fileId, created_at: createdAt } = ProviderBatch.parse(listed);
          seen += 1;
          if (metadata?.[tagName] === tag && fileId) return { id, fileId };
          if (seen >= listedMax || isBefore(createdAt, sinceMs)) return undefined;
        }
        return undefined;
      });
    },

    async eraseUnused(tag, sinceMs) {
      await orUndefinedWhereUnknown(async () => {
        let seen = 0;
        for await (const listed of client.files.list({ purpose: 'batch', order: 'desc', limit: 100 })) {
          const { id, filename, created_at: createdAt } = Uploaded.parse(listed);
          seen += 1;
          if (filename === fileName(tag)) await client.files.delete(id);
          if (seen >= listedMax || isBefore(createdAt, sinceMs)) return;
        }
      });
    },

    async progress({ id }) {
      const found = await orUndefinedWhereUnknown(() => client.batches.retrieve(id));
      return found === undefined ? { state: 'lost' } : progressOf(ProviderBatch.parse(found));
    },

    async *replies(fileId, asked, dialect) {
      const response = await orUndefinedWhereUnknown(() => client.files.content(fileId, { timeout: fileTimeoutMs }));
      const body = response?.body;
      if (body === undefined || body === null) return;
      try {
        for await (const line of linesOf(body)) {
          const reply = replyOfLine(line, asked, dialectOf(dialect), model);
          if (reply !== null) yield reply;
        }
      } catch (error) {
        throw outOfReach(failureFrom(error));
      }
    },

    // What the provider understands and refuses has ended, or is gone.
    cancel: ({ id }) => unlessRefused(() => client.batches.cancel(id)),
    erase: (fileId) => unlessRefused(() => client.files.delete(fileId)),
  };
}

const Uploaded = z.object({
  id: z.string().min(1),
  filename: z.string().nullish(),
  created_at: z.number().nullish(),
});

const ProviderBatch = z.object({
  id: z.string().min(1),
  status: z.string(),
  input_file_id: z.string().nullish(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  created_at: z.number().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  errors: z
    .object({ data: z.array(z.object({ code: z.string().nullish() })).nullish() })
    .nullish()
    .catch(null),
});

function progressOf(batch: z.infer<typeof ProviderBatch>): ProviderProgress {
  const { status, output_file_id: output, error_file_id: error, errors } = batch;
  if (status === 'completed' || status === 'expired' || status === 'cancelled') {
    return { state: 'ended', how: status, fileIds: [output, error].flatMap((id) => id || []) };
  }
  if (status !== 'failed') return { state: 'running' };
  const codes = [...new Set((errors?.data ?? []).map(({ code }) => code ?? '').filter(isCode))];
  const reason = `the provider did not begin its batch (${codes.join(', ') || 'no reason given'})`;
  return { state: 'rejected', reason, isForLackOfRoom: codes.includes('token_limit_exceeded') };
}

// Some servers put whole sentences where a code belongs.
function isCode(text: string): boolean {
  return /^[\w.-]{1,60}$/.test(text);
}

function fileName(tag: string): string {
  return `${tag.replaceAll('/', '-')}.jsonl`;
}

function isBefore(createdAtSeconds: number | null | undefined, sinceMs: number): boolean {
  return typeof createdAtSeconds === 'number' && 1_000 * createdAtSeconds < sinceMs - clockToleranceMs;
}

/** @throws Fault `unavailable` where it may go well later */
function refusalFrom(error: unknown): ProviderSubmission {
  const failure = failureFrom(error);
  if (failure.isTransient) throw outOfReach(failure);
  const status = error instanceof OpenAI.APIError ? error.status : null;
  if (status === 404 || status === 405) {
    const reason = `the server at OPENAI_BASE_URL has no Batch API (${status}): grade in standard mode`;
    return { outcome: 'refused', reason };
  }
  const hint = status === 401 || status === 403 ? ': check OPENAI_API_KEY and what it may use' : '';
  return { outcome: 'refused', reason: `the provider takes no batches (${failure.message})${hint}` };
}

async function orUndefinedWhereUnknown<Result>(ask: () => PromiseLike<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof OpenAI.APIError && (error.status === 404 || error.status === 405)) return undefined;
    throw outOfReach(failureFrom(error));
  }
}

async function unlessRefused(ask: () => PromiseLike<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    // 409 says what 400 says at other servers; no other refusal of a cancellation or an erasure passes.
    const isConflict = error instanceof OpenAI.APIError && error.status === 409;
    const failure = failureFrom(error);
    if (failure.isTransient && !isConflict) throw outOfReach(failure);
  }
}

// Without the provider's own message, which may repeat parts of the key.
function outOfReach({ outcome, message }: ModelFailure): Fault {
  const cause = new Error(`${outcome}: ${message}`);
  return new Fault('unavailable', 'The Batch API of the provider does not answer at the moment.', { cause });
}
