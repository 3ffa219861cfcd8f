import { HttpResponse, http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import * as z from 'zod';
import type { OpenAiSettings } from '../../shared/adapters/openai/openai-model.ts';
import { type Body, InputLine, type LineAct, lineOf, soundReply } from './batch-lines.ts';
import { apiKey } from './scripted-model.ts';

const baseUrl = 'https://batches.test/v1';

interface FileThere {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly text: string;
}

export interface BatchThere {
  readonly id: string;
  readonly lines: readonly InputLine[];
  status: string;
  output_file_id?: string;
  error_file_id?: string;
  errors?: unknown;
  readonly input_file_id: string;
  readonly metadata: unknown;
  readonly created_at: number;
}

/** Where the server breaks off: what it answers to a request instead of serving it, `after` serving it, or not at all (null). */
export interface Breakage {
  readonly on: string;
  readonly with: () => Response;
  readonly isAfterwards?: boolean;
}

export interface BatchServer {
  readonly files: readonly FileThere[];
  readonly batches: readonly BatchThere[];
  /** What single requests asked. */
  readonly asked: readonly Body[];
  /** How requests are answered from now on, singly or in batches. */
  answers(act: LineAct): void;
  /** Breaks off once. */
  breaks(breakage: Breakage): void;
  /** Ends all batches that are under way; `mend` may shuffle, repeat or spoil the lines of the output. */
  finish(how?: Finish): void;
  settings(): OpenAiSettings;
}

export interface Finish {
  readonly status?: 'completed' | 'expired' | 'cancelled' | 'failed';
  /** How many lines were answered; all without it. */
  readonly answered?: number;
  readonly mend?: (lines: readonly string[]) => readonly string[];
  readonly code?: string;
}

/** A server at the edge of the network that keeps files and batches as OpenAI does. A batch moves only when it is told to. */
export function useBatchServer(): BatchServer {
  let files: FileThere[] = [];
  let batches: BatchThere[] = [];
  let asked: Body[] = [];
  let breakages: Breakage[] = [];
  let act: LineAct = soundReply;
  let made = 0;
  const nextId = (kind: string): string => {
    made += 1;
    return `${kind}-${made}`;
  };
  const keep = (lines: readonly string[], filename: string): string => {
    const file = {
      id: nextId('file'),
      filename,
      purpose: 'batch_output',
      text: lines.map((line) => `${line}\n`).join(''),
    };
    files.push(file);
    return file.id;
  };
  const notFound = (): Response => HttpResponse.json({ error: { message: 'not found', code: null } }, { status: 404 });

  async function serve(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [kind = '', id = '', part = ''] = url.pathname.replace('/v1/', '').split('/');
    const broken = breakages.find(
      ({ on }) => on === `${request.method} /${[kind, id && ':id', part].filter(Boolean).join('/')}`,
    );
    if (broken !== undefined) breakages = breakages.filter((one) => one !== broken);
    if (broken !== undefined && broken.isAfterwards !== true) return broken.with();
    const response = await served(request, kind, id, part);
    return broken?.with() ?? response;
  }

  async function served(request: Request, kind: string, id: string, part: string): Promise<Response> {
    if (kind === 'chat') {
      const body = InputLine.shape.body.parse(await request.json());
      asked.push(body);
      const answer = act(body);
      if (answer === null || 'error' in answer) return HttpResponse.error();
      return Response.json(answer.body, { status: answer.status });
    }
    if (kind === 'files' && request.method === 'POST') {
      const form = await request.formData();
      const content = form.get('file');
      if (!(content instanceof File)) return HttpResponse.json({ error: {} }, { status: 400 });
      const file = {
        id: nextId('file'),
        filename: content.name,
        purpose: String(form.get('purpose')),
        text: await content.text(),
      };
      files.push(file);
      return HttpResponse.json(fileReply(file));
    }
    if (kind === 'files' && id === '')
      return HttpResponse.json({ object: 'list', data: files.map(fileReply), has_more: false });
    if (kind === 'files') {
      const file = files.find((one) => one.id === id);
      if (file === undefined) return notFound();
      if (part === 'content') return new Response(file.text);
      files = files.filter((one) => one !== file);
      return HttpResponse.json({ id, object: 'file', deleted: true });
    }
    if (kind === 'batches' && id === '' && request.method === 'POST') {
      const { input_file_id, metadata } = z.looseObject({ input_file_id: z.string() }).parse(await request.json());
      const input = files.find((file) => file.id === input_file_id && file.purpose === 'batch');
      if (input === undefined) return notFound();
      const lines = input.text
        .trim()
        .split('\n')
        .map((line) => InputLine.parse(JSON.parse(line)));
      const batch = {
        id: nextId('batch'),
        lines,
        status: 'validating',
        input_file_id,
        metadata,
        created_at: Date.now() / 1_000,
      };
      batches.push(batch);
      return HttpResponse.json(batchReply(batch));
    }
    if (kind === 'batches' && id === '')
      return HttpResponse.json({ object: 'list', data: batches.toReversed().map(batchReply), has_more: false });
    const batch = batches.find((one) => one.id === id);
    if (batch === undefined) return notFound();
    if (part === 'cancel') {
      if (!isUnderWay(batch)) return HttpResponse.json({ error: { message: 'ended', code: null } }, { status: 409 });
      batch.status = 'cancelling';
    }
    return HttpResponse.json(batchReply(batch));
  }

  const server = setupServer(
    http.all(`${baseUrl}/*`, ({ request }) => serve(request)),
    // The embedded table.
    http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough()),
  );
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterAll(() => server.close());
  beforeEach(() => {
    files = [];
    batches = [];
    asked = [];
    breakages = [];
    act = soundReply;
  });

  return {
    get files() {
      return files;
    },
    get batches() {
      return batches;
    },
    get asked() {
      return asked;
    },
    answers(next) {
      act = next;
    },
    breaks: (breakage) => breakages.push(breakage),
    finish({ status, answered = Number.POSITIVE_INFINITY, mend = asTheyAre, code = 'invalid_file' } = {}) {
      for (const batch of batches.filter(isUnderWay)) {
        const wasCancelled = batch.status === 'cancelling';
        batch.status = status ?? (wasCancelled ? 'cancelled' : 'completed');
        if (batch.status === 'failed') {
          batch.errors = { object: 'list', data: [{ code, message: `${apiKey} made a bad file`, line: 1 }] };
          continue;
        }
        const cutShort = batch.status === 'cancelled' ? 'batch_cancelled' : 'batch_expired';
        const outcomes = batch.lines.map((line, index) => ({
          id: line.custom_id,
          outcome: index < answered ? act(line.body) : { error: cutShort },
        }));
        const output: string[] = [];
        const errors: string[] = [];
        for (const { id, outcome } of outcomes) {
          if (outcome === null) continue;
          if ('error' in outcome)
            errors.push(lineOf(id, null, { code: outcome.error, message: 'It was not answered.' }));
          else (outcome.status === 200 ? output : errors).push(lineOf(id, outcome, null));
        }
        if (output.length > 0) batch.output_file_id = keep(mend(output), `${batch.id}_output.jsonl`);
        if (errors.length > 0) batch.error_file_id = keep(errors, `${batch.id}_error.jsonl`);
      }
    },
    settings: () => ({
      apiKey,
      baseUrl,
      model: 'gpt-5-mini',
      requestTimeoutMs: 2_000,
      deadlineMs: 4_000,
      retries: 0,
      backoffMs: 1,
      isPooled: false,
      requestsPerMinute: null,
      tokensPerMinute: null,
    }),
  };
}

function asTheyAre(lines: readonly string[]): readonly string[] {
  return lines;
}

function isUnderWay({ status }: BatchThere): boolean {
  return ['validating', 'in_progress', 'cancelling'].includes(status);
}

function fileReply({ id, filename, purpose, text }: FileThere): object {
  return { id, object: 'file', bytes: text.length, created_at: Date.now() / 1_000, filename, purpose };
}

function batchReply({ lines, ...rest }: BatchThere): object {
  const counts = { total: lines.length, completed: 0, failed: 0 };
  return {
    object: 'batch',
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    request_counts: counts,
    ...rest,
  };
}
