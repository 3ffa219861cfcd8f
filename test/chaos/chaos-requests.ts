/**
 * What became of a request. `garbled` is half a report, `broken` no JSON at all; `lost` was to be answered, but its client
 * had gone.
 */
export type Fate = 'answered' | 'garbled' | 'broken' | 'lost' | 'failed' | 'silent' | 'limited';

export interface SeenRequest {
  /** The answer that it is about, by the name that stands in its text. */
  readonly answer: string;
  /** Names all that was asked: two of the same are the same request. */
  readonly body: string;
  readonly fate: Fate;
}

/** What the provider says it read and wrote of one request. */
export const tokensOfRequest = { input: 100, output: 20 };

/** How many requests met each fate. */
export function fatesOf(requests: readonly SeenRequest[]): Record<string, number> {
  const groups = Map.groupBy(requests, ({ fate }) => fate);
  return Object.fromEntries([...groups].map(([fate, of]) => [fate, of.length]));
}

/** How often each answer was judged beyond the first time: the most that one of its requests was answered again. */
export function repeatsByAnswer(requests: readonly SeenRequest[]): Map<string, number> {
  const replied = requests.filter(({ fate }) => fate === 'answered' || fate === 'garbled');
  const repeats = new Map<string, number>();
  for (const same of Map.groupBy(replied, ({ body }) => body).values()) {
    const answer = same[0]?.answer ?? '';
    if (same.length > 1) repeats.set(answer, Math.max(repeats.get(answer) ?? 0, same.length - 1));
  }
  return repeats;
}
