import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inPortions } from '../../../shared/usecases/in-portions.ts';

const items = Array.from({ length: 30 }, (_, index) => index);

it('keeps the order of the items, whichever is done first', async () => {
  const doubled = await inPortions(items, 4, async (item) => {
    for (let turns = item % 4; turns < 4; turns += 1) await setImmediate();
    return 2 * item;
  });
  expect(doubled).toEqual(items.map((item) => 2 * item));
});

it('has no more under way at once than it may', async () => {
  let underWay = 0;
  const most: number[] = [];
  await inPortions(items, 4, async () => {
    underWay += 1;
    most.push(underWay);
    await setImmediate();
    underWay -= 1;
  });
  expect(Math.max(...most)).toBe(4);
});

it('lets others have their turn, also where nothing that is done waits for anything', async () => {
  let done = 0;
  const working = inPortions(items, 10, async () => {
    done += 1;
  });
  await setImmediate();
  expect(done).toBeLessThan(items.length);
  await working;
  expect(done).toBe(items.length);
});
