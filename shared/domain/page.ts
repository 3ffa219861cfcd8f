/** One page of a list and the opaque cursor of the next; no cursor on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** `limit` is 1 to 100; `cursor` comes from an earlier page of the same list and filters. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}
