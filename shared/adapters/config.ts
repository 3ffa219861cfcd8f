import * as z from 'zod';
import { Fault } from '../domain/fault.ts';
import type { OpenAiSettings } from './openai/openai-model.ts';

/** What the environment decides. Everything else is code. */
export interface Config {
  /** Null without OPENAI_API_KEY: the offline judge serves. */
  readonly model: OpenAiSettings | null;
  readonly port: number;
  /** Where a machine without AWS keeps its data. */
  readonly dataFolder: string;
  /** The table on AWS; null where there is none, and the embedded emulator serves. */
  readonly table: { readonly name: string; readonly region: string } | null;
  /** Where work goes on AWS; null where there is no such queue, and one in memory serves. */
  readonly queue: { readonly queueUrl: string; readonly region: string } | null;
  /** Where work goes that somebody waits for; null where it goes the way of all work. */
  readonly urgentQueue: { readonly queueUrl: string; readonly region: string } | null;
  /** Where files go on AWS; null where there is no bucket, and the data folder serves. */
  readonly files: { readonly bucket: string; readonly region: string } | null;
  /** Signs cursors; null where the local installation keeps one of its own. */
  readonly signingSecret: string | null;
  /** Where candidates reach this installation, with no slash at the end; null for wherever a request came to. */
  readonly publicUrl: string | null;
  /** How long a request waits for its evaluation before it is told where to find it, in ms. */
  readonly answerWithinMs: number;
  /** How many requests a key may send in a minute, 0 for any number; null leaves it to where this runs. */
  readonly requestsPerMinute: number | null;
}

// Files with Windows line ends leave a carriage return behind each value.
const blankIsAbsent = (value: unknown): unknown => (typeof value === 'string' ? value.trim() || undefined : value);
const Text = z.preprocess(blankIsAbsent, z.string().optional());
const PerMinute = z.preprocess(blankIsAbsent, z.coerce.number().int().min(1).max(1_000_000_000).optional());

const Environment = z.object({
  OPENAI_API_KEY: z.preprocess(
    blankIsAbsent,
    // Anything else can't be sent in a header, and the error of whoever tries would quote it.
    z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be one word of plain characters')
      .optional(),
  ),
  OPENAI_BASE_URL: z.preprocess(blankIsAbsent, z.url({ protocol: /^https?$/ }).default('https://api.openai.com/v1')),
  OPENAI_MODEL: z.preprocess(blankIsAbsent, z.string().default('gpt-5-mini')),
  OPENAI_TIMEOUT_MS: z.preprocess(blankIsAbsent, z.coerce.number().int().min(100).max(600_000).default(60_000)),
  OPENAI_REQUESTS_PER_MINUTE: PerMinute,
  OPENAI_TOKENS_PER_MINUTE: PerMinute,
  NODE_USE_ENV_PROXY: Text,
  PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65_535).default(8787)),
  MARKSCHEME_DATA: z.preprocess(blankIsAbsent, z.string().default('.data')),
  MARKSCHEME_TABLE: Text,
  MARKSCHEME_QUEUE_URL: z.preprocess(blankIsAbsent, z.url({ protocol: /^https?$/ }).optional()),
  MARKSCHEME_URGENT_QUEUE_URL: z.preprocess(blankIsAbsent, z.url({ protocol: /^https?$/ }).optional()),
  MARKSCHEME_BUCKET: Text,
  MARKSCHEME_SIGNING_SECRET: Text,
  MARKSCHEME_PUBLIC_URL: z.preprocess(
    blankIsAbsent,
    z
      .url({ protocol: /^https?$/ })
      .regex(/^[^?#@]+$/, 'must have no query, no fragment and no user')
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  ),
  MARKSCHEME_ANSWER_WITHIN_MS: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(600_000).default(25_000)),
  MARKSCHEME_REQUESTS_PER_MINUTE: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(1_000_000).optional()),
  AWS_REGION: z.preprocess(blankIsAbsent, z.string().default('eu-west-1')),
});

const modelRetries = 4;
const modelBackoffMs = 400;
const deadlineFactor = 2;

/**
 * Reads the environment, the only place that does.
 *
 * @throws Fault `invalid-request` naming every variable that has an impossible value, never the value
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message }));
    throw new Fault(
      'invalid-request',
      `The environment has impossible values: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`).join(', ')}.`,
      { issues },
    );
  }
  const { data } = parsed;
  return {
    model:
      data.OPENAI_API_KEY === undefined
        ? null
        : {
            apiKey: data.OPENAI_API_KEY,
            baseUrl: data.OPENAI_BASE_URL,
            model: data.OPENAI_MODEL,
            requestTimeoutMs: data.OPENAI_TIMEOUT_MS,
            deadlineMs: deadlineFactor * data.OPENAI_TIMEOUT_MS,
            retries: modelRetries,
            backoffMs: modelBackoffMs,
            // Node's own fetch is the one that knows the proxy of the environment.
            requestsPerMinute: data.OPENAI_REQUESTS_PER_MINUTE ?? null,
            tokensPerMinute: data.OPENAI_TOKENS_PER_MINUTE ?? null,
            isPooled: data.NODE_USE_ENV_PROXY === undefined,
          },
    port: data.PORT,
    dataFolder: data.MARKSCHEME_DATA,
    table: data.MARKSCHEME_TABLE === undefined ? null : { name: data.MARKSCHEME_TABLE, region: data.AWS_REGION },
    queue:
      data.MARKSCHEME_QUEUE_URL === undefined ? null : { queueUrl: data.MARKSCHEME_QUEUE_URL, region: data.AWS_REGION },
    urgentQueue:
      data.MARKSCHEME_URGENT_QUEUE_URL === undefined
        ? null
        : { queueUrl: data.MARKSCHEME_URGENT_QUEUE_URL, region: data.AWS_REGION },
    files: data.MARKSCHEME_BUCKET === undefined ? null : { bucket: data.MARKSCHEME_BUCKET, region: data.AWS_REGION },
    signingSecret: data.MARKSCHEME_SIGNING_SECRET ?? null,
    publicUrl: data.MARKSCHEME_PUBLIC_URL ?? null,
    answerWithinMs: data.MARKSCHEME_ANSWER_WITHIN_MS,
    requestsPerMinute: data.MARKSCHEME_REQUESTS_PER_MINUTE ?? null,
  };
}
