import { workerPatience } from '../shared/adapters/dynamo/client.ts';
import { recheckErasures } from '../shared/usecases/recheck-erasures.ts';
import { sweepBatches } from '../shared/usecases/sweep-batches.ts';
import { sweepExpired } from '../shared/usecases/sweep-expired.ts';
import { cloudServices } from './cloud-services.ts';

const services = cloudServices(workerPatience);

/** The Lambda function that a schedule calls: it tells again of work that a queue has forgotten, and looks again for what came in of
 * people while they were erased. */
export async function handler(): Promise<void> {
  try {
    await sweepBatches(services);
  } finally {
    await recheckErasures(services);
    await sweepExpired(services);
  }
}
