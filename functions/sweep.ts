import { workerPatience } from '../shared/adapters/dynamo/client.ts';
import { sweep } from '../shared/usecases/sweep.ts';
import { cloudServices } from './cloud-services.ts';

const services = cloudServices(workerPatience);

/** The Lambda function that a schedule calls: it tells again of work that a queue has forgotten. */
export const handler = (): Promise<void> => sweep(services);
