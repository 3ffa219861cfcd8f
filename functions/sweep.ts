import { workerPatience } from '../shared/adapters/dynamo/client.ts';
import { sweepBatches } from '../shared/usecases/sweep-batches.ts';
import { cloudServices } from './cloud-services.ts';

const services = cloudServices(workerPatience);

/** The Lambda function that a schedule calls: it tells again of work that a queue has forgotten. */
export const handler = (): Promise<void> => sweepBatches(services);
