import { workerPatience } from '../shared/adapters/dynamo/client.ts';
import { sweepBatches } from '../shared/usecases/sweep-batches.ts';
import { sweepSubmissions } from '../shared/usecases/sweep-submissions.ts';
import { cloudServices } from './cloud-services.ts';

const services = cloudServices(workerPatience);

/** The Lambda function that a schedule calls: it tells again of work that a queue has forgotten. */
export const handler = async (): Promise<void> => {
  await Promise.all([sweepBatches(services), sweepSubmissions(services)]);
};
