import { Fault } from '../../shared/domain/fault.ts';
import type { SettledRow } from '../../shared/usecases/grade-row.ts';
import type { ComparedRow } from '../../shared/usecases/measure-agreement.ts';
import { whereIdsAre } from './where-ids-are.ts';

/** A row that failed, with the reason as it is told. `mayPass` where another try may do better. */
export interface FailedRow {
  readonly outcome: 'failed';
  readonly reason: string;
  readonly mayPass?: boolean;
}

/**
 * What became of a row, whatever happens: a bug in one must not cost the others, so it is reported as that row's failure.
 * An id that the bank does not have comes with the command that lists its ids.
 *
 * @param bankFile null for the shipped bank
 */
export async function settleRow<Row extends SettledRow | ComparedRow>(
  bankFile: string | null,
  act: () => Promise<Row>,
): Promise<Row | FailedRow> {
  try {
    const row = await act();
    if (row.outcome !== 'unknown-question') return row;
    return { outcome: 'failed', reason: `${row.reason}; ${whereIdsAre(bankFile)}` };
  } catch (error) {
    // The message of a bug may quote a key or an answer.
    const reason =
      error instanceof Fault ? error.message : `internal error (${error instanceof Error ? error.name : 'unknown'})`;
    return { outcome: 'failed', reason, mayPass: !(error instanceof Fault) || error.kind === 'unavailable' };
  }
}
