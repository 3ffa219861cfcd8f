import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Sha256, TenantId } from '../../../shared/domain/ids.ts';
import {
  afterAttempt,
  deliveryIdOf,
  EventData,
  isDue,
  payloadOf,
  retryPausesMs,
  type WebhookDelivery,
} from '../../../shared/domain/webhook-delivery.ts';
import { aDelivery, webhookId } from '../../support/fixtures.ts';

const seed = 20_261_128;
const sha256 = (text: string): Sha256 => Sha256.parse(createHash('sha256').update(text).digest('hex'));
const start = new Date('2026-01-01T00:00:00.000Z');

/** What becomes of a delivery when its attempts end with these statuses, each as soon as it is due. */
function tried(statuses: readonly (number | null)[], random: number): { delivery: WebhookDelivery; endedAt: Date } {
  let delivery = aDelivery();
  let now = start;
  for (const status of statuses) {
    if (delivery.nextAttemptAt === null) break;
    now = new Date(delivery.nextAttemptAt);
    const failure = status === null ? ('timeout' as const) : null;
    delivery = afterAttempt(delivery, { at: now.toISOString(), status, failure, latencyMs: 1 }, now, random);
  }
  return { delivery, endedAt: now };
}

const status = fc.option(fc.integer({ min: 100, max: 599 }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const settles = (one: number | null): boolean => one === 410 || (one !== null && one >= 200 && one < 300);

describe('attempts', () => {
  test('end with the first that settles it or with the eighth, and never later than 27 hours after the first', () => {
    fc.assert(
      fc.property(fc.array(status, { minLength: 12, maxLength: 12 }), share, (statuses, random) => {
        const { delivery, endedAt } = tried(statuses, random);
        const settledAt = statuses.findIndex(settles) + 1;
        const attempts = retryPausesMs.length + 1;
        const expected = settledAt === 0 ? attempts : Math.min(settledAt, attempts);
        expect(delivery.tries).toBe(expected);
        expect(delivery.attempts.map((attempt) => attempt.status)).toEqual(statuses.slice(0, expected));
        expect(delivery.state).not.toBe('pending');
        expect(delivery.nextAttemptAt).toBeNull();
        expect(endedAt.getTime() - start.getTime()).toBeLessThan(27.1 * 3_600_000);
      }),
      { seed },
    );
  });

  test('are delivered by exactly the statuses 200 to 299', () => {
    fc.assert(
      fc.property(status, share, (one, random) => {
        const isDelivered = tried([one], random).delivery.state === 'delivered';
        expect(isDelivered).toBe(one !== null && one >= 200 && one < 300);
      }),
      { seed },
    );
  });

  test('wait longer each time, and never shorter than the pause', () => {
    expect(retryPausesMs.toSorted((a, b) => a - b)).toEqual([...retryPausesMs]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: retryPausesMs.length }), share, (failures, random) => {
        const { delivery, endedAt } = tried(Array<number>(failures).fill(500), random);
        const waitMs = Date.parse(delivery.nextAttemptAt ?? '') - endedAt.getTime();
        const pauseMs = retryPausesMs[failures - 1] ?? 0;
        expect(waitMs).toBeGreaterThanOrEqual(pauseMs);
        expect(waitMs).toBeLessThanOrEqual(1.1 * pauseMs);
        expect(isDue(delivery, new Date(endedAt.getTime() + waitMs - 1).toISOString())).toBe(false);
        expect(isDue(delivery, new Date(endedAt.getTime() + waitMs).toISOString())).toBe(true);
      }),
      { seed },
    );
  });
});

test('the id of a delivery is that of its tenant, endpoint and event, and of nothing else', () => {
  const tenant = fc.constantFrom('acme', 'globex').map((text) => TenantId.parse(text));
  const named = fc.record({ tenantId: tenant, webhookId: fc.nat(2).map(webhookId), key: fc.string({ maxLength: 3 }) });
  fc.assert(
    fc.property(named, named, (one, other) => {
      const isSame = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
      expect(deliveryIdOf(one, sha256) === deliveryIdOf(other, sha256)).toBe(isSame);
    }),
    { seed },
  );
});

describe('what an event says', () => {
  test('is ids, states, times, counts and flags', () => {
    const data = {
      batchId: 'bat_01',
      status: 'completed',
      at: '2026-01-01T00:00:00.000Z',
      rows: 3,
      dry: false,
      by: null,
    };
    expect(EventData.parse(data)).toEqual(data);
    expect(JSON.parse(payloadOf(aDelivery({ data })))).toMatchObject({ type: 'batch.completed', data });
  });

  test.each([
    ['a sentence', { answer: 'It keeps copies.' }],
    ['a name in two words', { candidate: 'Ada Lovelace' }],
    ['an address', { candidate: 'ada@example.com' }],
    ['a nested thing', { row: { id: 1 } }],
    ['a long text', { answer: 'a'.repeat(101) }],
    ['an endless number', { rows: Number.POSITIVE_INFINITY }],
    ['too many fields', Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`n${n}`, n]))],
  ])('is never %s', (_, data) => {
    expect(EventData.safeParse(data).success).toBe(false);
  });
});
