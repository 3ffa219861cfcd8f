import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clientTypes } from '../../support/client-types.ts';

test('the types of the client are those of the contract (otherwise run "npm run client:types")', async () => {
  const kept = readFileSync(new URL('../../../functions/client/contract-types.ts', import.meta.url), 'utf8');
  expect(kept).toBe(await clientTypes());
});
