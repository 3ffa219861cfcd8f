/*
 * What a load of answers takes of AWS and of the provider of the model: plain arithmetic over named inputs, so that whoever
 * doubts a figure can change an input.
 */

export interface Write {
  readonly what: string;
  readonly kilobytes: number;
  /** The table and the indexes that carry it whole. */
  readonly copies: number;
}

export interface ScaleInputs {
  readonly answersPerDay: number;
  /** The hours of a day over which they come. */
  readonly hours: number;
  readonly modelSeconds: number;
  /** How much longer than a usual call the slowest of an event takes: it decides how long the event is worked on. */
  readonly slowestOfEvent: number;
  readonly messagesPerEvent: number;
  readonly functionGigabytes: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly writes: readonly Write[];
  /** Strongly consistent reads of up to 4 KB each. */
  readonly reads: number;
  readonly logKilobytes: number;
}

export interface ScalePrices {
  readonly inputPerMillionTokens: number;
  readonly outputPerMillionTokens: number;
  /** What the provider's Batch API costs of that. */
  readonly economyShare: number;
  readonly writeUnitsPerMillion: number;
  readonly readUnitsPerMillion: number;
  readonly gigabyteSecond: number;
  readonly functionRequestsPerMillion: number;
  readonly queueRequestsPerMillion: number;
  readonly logGigabyte: number;
}

export interface Rates {
  readonly answersPerSecond: number;
  /** Little's law: what is under way is what comes in a second, times the seconds it stays. */
  readonly callsInFlight: number;
  readonly functionsAtWork: number;
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  readonly writeUnitsPerSecond: number;
  readonly queueRequestsPerSecond: number;
}

export function ratesOf(inputs: ScaleInputs): Rates {
  const answersPerSecond = inputs.answersPerDay / (3_600 * inputs.hours);
  const tokens = inputs.inputTokens + inputs.outputTokens;
  return {
    answersPerSecond,
    callsInFlight: answersPerSecond * inputs.modelSeconds,
    functionsAtWork: (answersPerSecond / inputs.messagesPerEvent) * eventSeconds(inputs),
    requestsPerMinute: 60 * answersPerSecond,
    tokensPerMinute: 60 * answersPerSecond * tokens,
    writeUnitsPerSecond: answersPerSecond * writeUnits(inputs),
    queueRequestsPerSecond: answersPerSecond * queueRequests(inputs),
  };
}

export interface DailyUsd {
  readonly model: number;
  readonly modelEconomy: number;
  readonly writes: number;
  readonly reads: number;
  readonly functions: number;
  readonly queue: number;
  readonly logs: number;
}

export function dailyUsdOf(inputs: ScaleInputs, prices: ScalePrices): DailyUsd {
  const { answersPerDay, messagesPerEvent, functionGigabytes, inputTokens, outputTokens } = inputs;
  const millions = answersPerDay / 1e6;
  const events = answersPerDay / messagesPerEvent;
  const model = millions * (inputTokens * prices.inputPerMillionTokens + outputTokens * prices.outputPerMillionTokens);
  return {
    model,
    modelEconomy: model * prices.economyShare,
    writes: millions * writeUnits(inputs) * prices.writeUnitsPerMillion,
    reads: millions * inputs.reads * prices.readUnitsPerMillion,
    functions:
      events * eventSeconds(inputs) * functionGigabytes * prices.gigabyteSecond +
      (events / 1e6) * prices.functionRequestsPerMillion,
    queue: millions * queueRequests(inputs) * prices.queueRequestsPerMillion,
    logs: ((answersPerDay * inputs.logKilobytes) / 1e6) * prices.logGigabyte,
  };
}

/** A write takes a unit for each kilobyte begun, in the table and again in each index. */
export function unitsOf({ kilobytes, copies }: Write): number {
  return copies * Math.ceil(kilobytes);
}

export function writeUnits({ writes }: Pick<ScaleInputs, 'writes'>): number {
  return writes.reduce((sum, write) => sum + unitsOf(write), 0);
}

function eventSeconds({ modelSeconds, slowestOfEvent }: ScaleInputs): number {
  return modelSeconds * slowestOfEvent;
}

// Sent, received and deleted, each with as many others as an event has.
function queueRequests({ messagesPerEvent }: ScaleInputs): number {
  return 3 / messagesPerEvent;
}
