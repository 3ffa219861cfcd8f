/** Does something with every item, at most `size` of them at once, and returns what came of it in their order. */
export async function inPortions<Item, Result>(
  items: readonly Item[],
  size: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += size) {
    results.push(...(await Promise.all(items.slice(at, at + size).map(act))));
  }
  return results;
}
