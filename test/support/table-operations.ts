import type { TableClient } from '../../shared/adapters/dynamo/client.ts';

/** What was asked of a table since it was last reset, by the name of the operation; each try of a call counts. */
export interface TableOperations {
  readonly byName: ReadonlyMap<string, number>;
  readonly reads: number;
  readonly writes: number;
  reset(): void;
}

/** Counts what a client asks from now on. */
export function countOperations({ client }: TableClient): TableOperations {
  const byName = new Map<string, number>();
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      (call) => {
        const name = commandName.replace(/Command$/, '');
        byName.set(name, (byName.get(name) ?? 0) + 1);
        return next(call);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'countOperations' },
  );
  const sumOf = (isRead: boolean): number =>
    [...byName].reduce((sum, [name, count]) => (readNames.has(name) === isRead ? sum + count : sum), 0);
  return {
    byName,
    get reads() {
      return sumOf(true);
    },
    get writes() {
      return sumOf(false);
    },
    reset: () => byName.clear(),
  };
}

const readNames = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
