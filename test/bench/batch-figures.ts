import * as z from 'zod';

/** What the server saw of a run. `spanMs` lies between the first request and the last response, NaN without any. */
export const ServerFigures = z.object({
  requests: z.number(),
  /** Answered with 429. */
  refused: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  connections: z.number(),
  spanMs: z.number().nullable(),
  /** Distinct answers that were judged, and the most calls that one of them took. */
  answers: z.number(),
  callsMax: z.number(),
});
export type ServerFigures = z.infer<typeof ServerFigures>;

/** What a process took: CPU in ms of user and system, memory in MB at its peak. */
export const ProcessFigures = z.object({ cpuMs: z.number(), memoryMb: z.number() });
export type ProcessFigures = z.infer<typeof ProcessFigures>;

/** What a contender did with a file of answers. */
export interface RunFigures {
  readonly contender: string;
  readonly concurrency: number;
  readonly rows: number;
  readonly wallMs: number;
  /** The shortest time that latency and limit allow from first request to last response. */
  readonly idealMs: number;
  /** Rows that ended without a judgement. */
  readonly lost: number;
  readonly server: ServerFigures;
  readonly process: ProcessFigures;
}
