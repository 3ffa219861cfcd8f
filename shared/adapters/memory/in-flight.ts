/** Starts work under a key, or joins the work that is under way under it; `isJoined` tells which. */
export type InFlight<Result> = (
  key: string,
  start: () => Promise<Result>,
) => Promise<{ readonly result: Result; readonly isJoined: boolean }>;

/** Whoever comes while work of the same key is under way gets its result or its failure; nothing is kept once it is settled. */
export function inFlight<Result>(): InFlight<Result> {
  const running = new Map<string, Promise<Result>>();
  return async (key, start) => {
    const joined = running.get(key);
    if (joined !== undefined) return { result: await joined, isJoined: true };
    const started = start().finally(() => running.delete(key));
    running.set(key, started);
    return { result: await started, isJoined: false };
  };
}
