import { expect, test } from 'vitest';
import { Batch, BatchState, isOver } from '../../../shared/domain/batch.ts';
import { batchEventOf } from '../../../shared/domain/batch-event.ts';
import { EventData } from '../../../shared/domain/webhook-delivery.ts';
import { keyId } from '../../support/fixtures.ts';

const counts = { queued: 0, grading: 0, graded: 7, needsReview: 2, failed: 1, erased: 0 };

function aBatch(changes: Partial<Pick<Batch, 'state' | 'run'>>): Batch {
  return Batch.parse({
    id: `bat_${'0'.repeat(25)}1`,
    tenantId: 'acme',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: keyId(1),
    name: 'Applicants of Ada Lovelace',
    source: { uploadId: `upl_${'0'.repeat(25)}1`, format: 'csv', sheetName: null, mapping: {}, isMapped: false },
    judge: 'offline',
    mode: 'standard',
    budgetUsdMicros: null,
    state: 'completed',
    reason: 'The row of Ada Lovelace failed.',
    revision: 3,
    run: 1,
    rowCount: 10,
    preparedRows: 10,
    prepareTries: 0,
    settledAt: null,
    sweptAt: '2026-01-01T00:00:00.000Z',
    sweptSettled: 10,
    sweptHints: 0,
    sweptRows: 0,
    troubleSince: null,
    ...changes,
  });
}

test.each(BatchState.options)('a batch is told of when it is over, and only then: %s', (state) => {
  const batch = aBatch({ state });
  expect(batchEventOf(batch, counts) !== null).toBe(isOver(batch));
});

test('what is told of a batch are its id, its state and its counts: no name and no reason', () => {
  const event = batchEventOf(aBatch({ state: 'completed-with-failures' }), counts);
  expect(event).toMatchObject({ type: 'batch.completed', data: { state: 'completed-with-failures', ...counts } });
  expect(EventData.parse(event?.data)).toEqual(event?.data);
  expect(JSON.stringify(event)).not.toMatch(/Ada/);
});

test('a batch that was set going again is told of again, and otherwise once', () => {
  const keyOf = (run: number) => batchEventOf(aBatch({ state: 'stopped', run }), counts)?.key;
  expect(keyOf(1)).toBe(keyOf(1));
  expect(keyOf(2)).not.toBe(keyOf(1));
});
