/** How a client wants to be answered, as far as this API can please it. @see RFC 7240, section 4 */
export interface Preferences {
  /** `respond-async`: rather a 202 now than the result later. */
  readonly isAsync: boolean;
  /** `wait=N`, in seconds; null where none is given that is a whole number. */
  readonly waitSeconds: number | null;
}

// A token or token=word, then parameters, which nothing here has any use for. A word may be quoted, with commas inside.
const preference =
  /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s,;"]*))?\s*(?:;(?:"(?:[^"\\]|\\.)*"|[^,"])*)?(?:,|$)/;

const charsRead = 1_000;

/**
 * Reads the `Prefer` header. Names don't heed case, of one given twice the first counts, and what can't be read or is not
 * known is passed over: a preference is no demand.
 */
export function preferencesIn(header: string | undefined): Preferences {
  const stated = new Map<string, string>();
  let rest = (header ?? '').slice(0, charsRead);
  while (rest !== '') {
    const [whole, name, word = ''] = preference.exec(rest) ?? [];
    if (whole === undefined || name === undefined) {
      rest = rest.includes(',') ? rest.slice(rest.indexOf(',') + 1) : '';
      continue;
    }
    if (!stated.has(name.toLowerCase())) stated.set(name.toLowerCase(), word.replace(/^"(.*)"$/, '$1'));
    rest = rest.slice(whole.length);
  }
  const wait = stated.get('wait') ?? '';
  return { isAsync: stated.has('respond-async'), waitSeconds: /^\d{1,9}$/.test(wait) ? Number(wait) : null };
}

/** How long to wait, in ms: `respond-async` alone means not at all, and nobody waits beyond the budget. */
export function waitMsFor({ isAsync, waitSeconds }: Preferences, budgetMs: number): number {
  return Math.min(budgetMs, waitSeconds === null ? (isAsync ? 0 : budgetMs) : 1_000 * waitSeconds);
}

/**
 * What `Preference-Applied` says of a reply; null for nothing. Who got the result itself was not answered asynchronously,
 * whatever they preferred.
 */
export function appliedOf({ isAsync, waitSeconds }: Preferences, budgetMs: number, isPending: boolean): string | null {
  const applied = [
    ...(isAsync && isPending ? ['respond-async'] : []),
    ...(waitSeconds !== null && 1_000 * waitSeconds <= budgetMs ? [`wait=${waitSeconds}`] : []),
  ];
  return applied.length === 0 ? null : applied.join(', ');
}
