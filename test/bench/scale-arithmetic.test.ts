import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { dailyUsdOf, ratesOf, type ScaleInputs, type ScalePrices, unitsOf, writeUnits } from './scale-arithmetic.ts';

const inputs: ScaleInputs = {
  answersPerDay: 864_000,
  hours: 24,
  modelSeconds: 6,
  slowestOfEvent: 2,
  messagesPerEvent: 10,
  functionGigabytes: 0.5,
  inputTokens: 1_000,
  outputTokens: 200,
  writes: [
    { what: 'small', kilobytes: 0.2, copies: 1 },
    { what: 'listed', kilobytes: 2.1, copies: 3 },
  ],
  reads: 4,
  logKilobytes: 0.5,
};
const prices: ScalePrices = {
  inputPerMillionTokens: 0.25,
  outputPerMillionTokens: 2,
  economyShare: 0.5,
  writeUnitsPerMillion: 0.625,
  readUnitsPerMillion: 0.125,
  gigabyteSecond: 0.00001,
  functionRequestsPerMillion: 0.2,
  queueRequestsPerMillion: 0.4,
  logGigabyte: 0.5,
};

test('a kilobyte begun is a write unit, in the table and in each index', () => {
  expect(inputs.writes.map(unitsOf)).toEqual([1, 9]);
  expect(writeUnits(inputs)).toBe(10);
});

test('ten answers a second of six seconds each are sixty calls in flight, and twelve functions of ten messages', () => {
  const rates = ratesOf(inputs);
  expect(rates).toMatchObject({ answersPerSecond: 10, callsInFlight: 60, functionsAtWork: 12 });
  expect(rates).toMatchObject({ requestsPerMinute: 600, tokensPerMinute: 720_000, writeUnitsPerSecond: 100 });
  expect(rates.queueRequestsPerSecond).toBeCloseTo(3, 10);
});

test('a day costs what its tokens, units, seconds and requests cost', () => {
  const usd = dailyUsdOf(inputs, prices);
  expect(usd.model).toBeCloseTo(0.864 * (1_000 * 0.25 + 200 * 2), 10);
  expect(usd.modelEconomy).toBeCloseTo(usd.model / 2, 10);
  expect(usd.writes).toBeCloseTo(8.64 * 0.625, 10);
  expect(usd.reads).toBeCloseTo(3.456 * 0.125, 10);
  expect(usd.functions).toBeCloseTo(86_400 * 12 * 0.5 * 0.00001 + 0.0864 * 0.2, 10);
  expect(usd.queue).toBeCloseTo(0.2592 * 0.4, 10);
  expect(usd.logs).toBeCloseTo(0.432 * 0.5, 10);
});

property.prop([fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 24 })])(
  'the same answers in fewer hours need more at a time and cost the same',
  (answersPerDay, hours) => {
    const [allDay, packed] = [24, hours].map((within) => ({ ...inputs, answersPerDay, hours: within }));
    if (allDay === undefined || packed === undefined) throw new Error('There are two');
    expect(ratesOf(packed).callsInFlight).toBeCloseTo((ratesOf(allDay).callsInFlight * 24) / hours, 3);
    expect(dailyUsdOf(packed, prices)).toEqual(dailyUsdOf(allDay, prices));
  },
);
