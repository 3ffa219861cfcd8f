import { deliverDue } from '../shared/usecases/deliver-due.ts';
import { cloudServices } from './cloud-services.ts';

const services = cloudServices();

// All of them time out in three minutes.
const limit = 200;

/** The Lambda function that a schedule calls every minute: it sends the webhook deliveries that are due. */
export const handler = (): Promise<number> => deliverDue(services, { limit });
