import type { Batch } from '../domain/batch.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { bestEffort } from './judge-answer.ts';
import type { Trouble } from './watched-model.ts';

/** What a process has seen of the provider while it graded batches. */
export interface ProviderHealth {
  /** How long no row of a batch is to be tried; 0 for whoever may, which is one in each pause. */
  pauseSeconds(batch: Batch): number;
  /** A call for a row was answered: the provider works. */
  answered(batch: Batch): Promise<void>;
  /** No call for a row was answered: what is to be done about it. */
  failed(batch: Batch, row: number, trouble: Trouble): Promise<Remedy>;
}

/** `stop` the batch, `pause` all of it, or try the `row` again, whose own trouble it may be. */
export type Remedy =
  | { readonly kind: 'stop'; readonly reason: string }
  | { readonly kind: 'pause'; readonly seconds: number }
  | { readonly kind: 'row' };

const rowsMaxDown = 5;
const rowsMaxRejected = 25;
const pauseSecondsMax = 300;
const downMsMax = 3_600_000;
const batchesMax = 1_000;

/**
 * Tells a provider that is down from a row that it can't do, so that neither a wrong key nor an outage fails 100,000 rows.
 *
 * What will not pass (a wrong key, no credit, no such model, a quota that is used up) stops the batch at once, as does a
 * refusal of 25 rows in a row. After five rows in a row without an answer the batch says so in its `reason` and pauses: half
 * as long as it has lasted, five minutes at most, and one call a process ends each pause. After an hour the batch stops.
 *
 * @param onMarked the batch says otherwise now than a moment ago
 */
export function providerHealth(services: Services, pauseSecondsMin: number, onMarked: () => void): ProviderHealth {
  const seen = new Map<string, Seen>();
  const seenOf = ({ id, run }: Batch): Seen => {
    const key = `${id} ${run}`;
    const had = seen.get(key) ?? { rows: new Set<number>(), text: '', alike: 0, pausedUntilMs: 0 };
    if (seen.size >= batchesMax) seen.clear();
    seen.set(key, had);
    return had;
  };
  const pause = (batch: Batch, sinceMs: number): number => {
    const nowMs = services.clock().getTime();
    const seconds = Math.max(pauseSecondsMin, Math.min(pauseSecondsMax, Math.ceil((nowMs - sinceMs) / 2_000)));
    seenOf(batch).pausedUntilMs = nowMs + seconds * 1_000;
    return seconds;
  };
  return {
    pauseSeconds(batch) {
      if (batch.troubleSince === null) return 0;
      const leftMs = seenOf(batch).pausedUntilMs - services.clock().getTime();
      if (leftMs > 0) return Math.ceil(leftMs / 1_000);
      pause(batch, Date.parse(batch.troubleSince));
      return 0;
    },
    async answered(batch) {
      seen.delete(`${batch.id} ${batch.run}`);
      if (batch.troubleSince === null) return;
      await mark(services, batch, { reason: null, troubleSince: null });
      onMarked();
    },
    async failed(batch, row, { text, enough, isOfRow }) {
      const had = seenOf(batch);
      had.rows.add(row);
      had.alike = had.text === text ? had.alike + 1 : 1;
      had.text = text;
      if (had.alike >= enough || (isOfRow && had.rows.size >= rowsMaxRejected)) return { kind: 'stop', reason: text };
      if (isOfRow || (batch.troubleSince === null && had.rows.size < rowsMaxDown)) return { kind: 'row' };
      const now = services.clock();
      const troubleSince = batch.troubleSince ?? timestampOf(now);
      const sinceMs = Date.parse(troubleSince);
      if (now.getTime() - sinceMs >= downMsMax)
        return { kind: 'stop', reason: `${text}; no call was answered for an hour` };
      // The row is to be given back, whether the table is busy or not.
      await bestEffort(() => mark(services, batch, { reason: text, troubleSince }));
      return { kind: 'pause', seconds: pause(batch, sinceMs) };
    },
  };
}

interface Seen {
  /** Since the last answer. */
  readonly rows: Set<number>;
  text: string;
  alike: number;
  pausedUntilMs: number;
}

async function mark(
  services: Services,
  { tenantId, id, run }: Batch,
  to: Pick<Batch, 'reason' | 'troubleSince'>,
): Promise<void> {
  await changeBatch(services, { tenantId, batchId: id }, (batch) => {
    const isGrading = batch.state === 'grading' && batch.run === run;
    // Who came first knows since when.
    const troubleSince = to.troubleSince === null ? null : (batch.troubleSince ?? to.troubleSince);
    const isSame = batch.reason === to.reason && batch.troubleSince === troubleSince;
    return isGrading && !isSame ? { reason: to.reason, troubleSince } : null;
  });
}
