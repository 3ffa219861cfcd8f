/**
 * Parts sets of numbers into those that hang together: two sets are joined when they share at least `shareMin` of the smaller
 * one, and so are all that are joined by way of others. Returns a number for each set, the same for those that hang together.
 *
 * Exact and the same in any order of the sets, because no chance is in it: the elements of each set are put in order of
 * rarity, and of two sets that share k of the n elements of the smaller one the first n - k + 1 of these can't all be missing
 * from the other. So only sets that have one of those few rare elements are compared at all.
 *
 * @param sets elements from 0 on, each once; an empty set is joined to none
 * @param shareMin above 0, at most 1
 * @see R. Bayardo, Y. Ma, R. Srikant, Scaling up all pairs similarity search, WWW 2007 (prefix filtering)
 */
export function overlappingSets(sets: readonly Uint32Array[], shareMin: number): number[] {
  const having = frequenciesIn(sets);
  const byRarity = sets.map((set) => rarestFirst(set, having));
  const largestFirst = sets.map((_, index) => index).sort((a, b) => sizeOf(sets, b) - sizeOf(sets, a) || a - b);
  const holders = new Map<number, number[]>();
  const leaders = sets.map((_, index) => index);
  const comparedWith = new Int32Array(sets.length).fill(-1);
  for (const index of largestFirst) {
    const set = byRarity[index] ?? new Uint32Array();
    const needed = Math.max(1, Math.ceil(shareMin * set.length - rounding));
    for (const element of set.subarray(0, set.length - needed + 1)) {
      for (const other of holders.get(element) ?? []) {
        if (comparedWith[other] === index) continue;
        comparedWith[other] = index;
        // What hangs together already needs no further proof.
        const [own, theirs] = [leaderOf(leaders, index), leaderOf(leaders, other)];
        if (own === theirs) continue;
        if (sharedElements(sets[index] ?? set, sets[other] ?? set) >= needed) {
          leaders[Math.max(own, theirs)] = Math.min(own, theirs);
        }
      }
    }
    for (const element of set) {
      if ((having[element] ?? 0) < 2) continue;
      const known = holders.get(element);
      if (known === undefined) holders.set(element, [index]);
      else known.push(index);
    }
  }
  return leaders.map((_, index) => leaderOf(leaders, index));
}

// 0.7 of 10 must not become 8 for a rounding error.
const rounding = 1e-9;

/** How many elements two sets have in common; both in rising order. */
export function sharedElements(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [a, b] = [one[i] ?? 0, other[j] ?? 0];
    if (a === b) shared += 1;
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return shared;
}

function frequenciesIn(sets: readonly Uint32Array[]): Uint32Array {
  let elements = 0;
  for (const set of sets) elements = Math.max(elements, (set.at(-1) ?? -1) + 1);
  const having = new Uint32Array(elements);
  for (const set of sets) for (const element of set) having[element] = (having[element] ?? 0) + 1;
  return having;
}

function rarestFirst(set: Uint32Array, having: Uint32Array): Uint32Array {
  return set.toSorted((a, b) => (having[a] ?? 0) - (having[b] ?? 0) || a - b);
}

function sizeOf(sets: readonly Uint32Array[], index: number): number {
  return sets[index]?.length ?? 0;
}

function leaderOf(leaders: number[], index: number): number {
  let leader = index;
  while (leaders[leader] !== leader) leader = leaders[leader] ?? leader;
  // The next one to ask finds it at once.
  for (let at = index; at !== leader; ) {
    const next = leaders[at] ?? leader;
    leaders[at] = leader;
    at = next;
  }
  return leader;
}
