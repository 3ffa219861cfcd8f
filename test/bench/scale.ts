import { packageVersion } from '../../functions/package-version.ts';
import { bankFolder } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import { priceOf } from '../../shared/adapters/model-prices.ts';
import { takeIn } from '../../shared/evaluation/intake.ts';
import { planJudging } from '../../shared/evaluation/llm/plan.ts';
import { prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { markdown } from './figures-in-print.ts';
import {
  dailyUsdOf,
  type Rates,
  ratesOf,
  type ScaleInputs,
  type ScalePrices,
  unitsOf,
  type Write,
  writeUnits,
} from './scale-arithmetic.ts';

/*
 * What a million answers a day take: npm run -s bench:scale. It calls nobody and measures one thing, the length of the
 * prompts; everything else is reckoned from the inputs below, each an assumption until it is measured on AWS.
 */
const model = 'gpt-5-mini';
const price = priceOf(model);
if (price === null) throw new Error(`There is no price of ${model}.`);

const claimed = 'shard, to claim the row';
const settled = 'shard, to settle the row';
const listed = 'evaluation, with two indexes';

const assumed = {
  answersPerDay: 1_000_000,
  slowestOfEvent: 1.5,
  messagesPerEvent: 10,
  functionGigabytes: 0.5,
  // Six verdicts with quotes, and what the model thinks before it.
  outputTokens: 180 + 400,
  // The shards of a batch, and the list of a tenant, are each one partition. Without a budget nothing is set aside.
  writes: [
    { what: 'row, as it was read', kilobytes: 1.5, copies: 1 },
    { what: claimed, kilobytes: 1.5, copies: 1 },
    { what: 'money set aside', kilobytes: 0.3, copies: 1 },
    { what: 'judgement', kilobytes: 3, copies: 1 },
    { what: listed, kilobytes: 6, copies: 3 },
    { what: 'money paid', kilobytes: 0.3, copies: 1 },
    { what: settled, kilobytes: 1.5, copies: 1 },
  ],
  // Batch, row, question, judgement, calibration, evaluation.
  reads: 6,
  logKilobytes: 0.5,
} satisfies Partial<ScaleInputs>;

// List prices of us-east-1 without free tiers, noted on 2026-11-28 from second-hand quotations: of the table those since
// November 2024, of functions on Arm. The model's are in data/model-prices.json, with their own date and source.
const prices: ScalePrices = {
  inputPerMillionTokens: price.input,
  outputPerMillionTokens: price.output,
  economyShare: 0.5,
  writeUnitsPerMillion: 0.625,
  readUnitsPerMillion: 0.125,
  gigabyteSecond: 0.0000133334,
  functionRequestsPerMillion: 0.2,
  queueRequestsPerMillion: 0.4,
  logGigabyte: 0.5,
};

const charsPerToken = 4;
const inputTokens = await promptTokens();
const loads = [24, 8].flatMap((hours) =>
  [2, 6].map((modelSeconds): ScaleInputs => ({ ...assumed, inputTokens, hours, modelSeconds })),
);

console.log(
  `markscheme ${packageVersion}, ${model}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
console.log(`\nInputs: ${JSON.stringify({ ...assumed, inputTokens, writes: undefined })}`);
console.log(`Prices in USD, list of us-east-1, assumed: ${JSON.stringify(prices)}`);

console.log('\nWrite units an answer:\n');
const written = assumed.writes.map((write) => [
  write.what,
  String(write.kilobytes),
  String(write.copies),
  String(unitsOf(write)),
]);
console.log(
  markdown(['write', 'KB', 'copies', 'units'], [...written, ['together', '', '', String(writeUnits(assumed))]]),
);

const unitsPerPartition = 1_000;
const ofShards = assumed.writes.filter(({ what }) => what === claimed || what === settled);
const ofList = assumed.writes.filter(({ what }) => what === listed).map((write) => ({ ...write, copies: 1 }));
const most = (writes: readonly Write[]): number => Math.floor(unitsPerPartition / writeUnits({ writes }));
console.log(
  `\nA partition takes ${unitsPerPartition} write units/s: ${most(ofShards)} answers/s a batch, ${most(ofList)} a tenant.`,
);

console.log('\nAt a time:\n');
const named: readonly (readonly [string, (rates: Rates) => number])[] = [
  ['answers/s', ({ answersPerSecond }) => answersPerSecond],
  ['model calls in flight', ({ callsInFlight }) => callsInFlight],
  ['functions at work', ({ functionsAtWork }) => functionsAtWork],
  ['model requests/min', ({ requestsPerMinute }) => requestsPerMinute],
  ['tokens/min, thousands', ({ tokensPerMinute }) => tokensPerMinute / 1_000],
  ['write units/s', ({ writeUnitsPerSecond }) => writeUnitsPerSecond],
  ['queue requests/s', ({ queueRequestsPerSecond }) => queueRequestsPerSecond],
];
const heading = loads.map(({ hours, modelSeconds }) => `${hours} h, ${modelSeconds} s a call`);
console.log(
  markdown(
    ['', ...heading],
    named.map(([name, read]) => [name, ...loads.map((load) => printed(read(ratesOf(load))))]),
  ),
);

console.log('\nUSD a day:\n');
const [daily = [], slow = []] = [2, 6].map((modelSeconds) => {
  const usd = dailyUsdOf({ ...assumed, inputTokens, hours: 24, modelSeconds }, prices);
  const { model: calls, modelEconomy: economy, ...cloud } = usd;
  const aws = Object.values(cloud).reduce((sum, value) => sum + value, 0);
  return [calls, cloud.writes, cloud.reads, cloud.functions, cloud.queue, cloud.logs, aws, aws + calls, aws + economy];
});
const items = [
  'model',
  'table, writes',
  'table, reads',
  'functions',
  'queue',
  'logs',
  'AWS together',
  'together',
  'together, economy mode',
];
console.log(
  markdown(
    ['', '2 s a call', '6 s a call'],
    items.map((item, at) => [item, usd(daily[at]), usd(slow[at])]),
  ),
);

// Of the shipped bank, each question with the first two sentences of its reference as the answer; a token is about four
// characters of English.
async function promptTokens(): Promise<number> {
  const bank = (await readQuestionBank(bankFolder)).filter(({ kind }) => kind === 'knowledge');
  const chars = bank.map((question) => {
    const scheme = prepareScheme(question);
    const answer = question.reference
      .split(/(?<=\.)\s/)
      .slice(0, 2)
      .join(' ');
    const { messages, schema } = planJudging(scheme.question, takeIn(answer, scheme), 'fence', 'key');
    return JSON.stringify(schema.json).length + messages.reduce((sum, { content }) => sum + content.length, 0);
  });
  return Math.round(chars.reduce((sum, count) => sum + count, 0) / chars.length / charsPerToken);
}

function printed(value: number): string {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function usd(value = Number.NaN): string {
  return value.toFixed(2);
}
