import { timestampOf } from '../domain/timestamp.ts';
import { type DeliveryTools, deliver } from './deliver.ts';

// So many hang at most before the others have to wait for them.
const sendsAtOnce = 20;

/**
 * Sends the deliveries of all tenants that are due, the longest waiting first, at most `limit` of them, and says how many
 * there were. Any number of processes may do this at the same time.
 *
 * For whoever runs the installation, every few seconds. One that can't be read or handled doesn't stop the others.
 *
 * @throws AggregateError, after all others were tried, with what went wrong
 */
export async function deliverDue(tools: DeliveryTools, { limit }: { readonly limit: number }): Promise<number> {
  const { refs, unreadable } = await tools.deliveries.due(timestampOf(tools.clock()), limit);
  const errors = [...unreadable];
  const waiting = refs.values();
  const sendOneByOne = async (): Promise<void> => {
    for (const ref of waiting) await deliver(tools, ref).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: sendsAtOnce }, sendOneByOne));
  const count = refs.length + unreadable.length;
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${count} deliveries went wrong`);
  return count;
}
