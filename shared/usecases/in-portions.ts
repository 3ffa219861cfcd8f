/**
 * Does something with every item, at most `size` of them at once, and returns what came of it in their order. Between
 * portions others get their turn: much of what is done with a thousand items waits for nothing by itself.
 */
export async function inPortions<Item, Result>(
  items: readonly Item[],
  size: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += size) {
    if (at > 0) await new Promise<void>((resume) => setImmediate(resume));
    results.push(...(await Promise.all(items.slice(at, at + size).map(act))));
  }
  return results;
}
