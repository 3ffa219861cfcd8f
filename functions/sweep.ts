import { workerPatience } from '../shared/adapters/dynamo/client.ts';
import { sweep } from '../shared/usecases/sweep.ts';
import { sweepExpired } from '../shared/usecases/sweep-expired.ts';
import { cloudServices } from './cloud-services.ts';

const services = cloudServices(workerPatience);

/** The Lambda function that a schedule calls: it looks after what was begun, and removes what is kept no longer. */
export async function handler(): Promise<void> {
  try {
    await sweep(services);
  } finally {
    await sweepExpired(services);
  }
}
