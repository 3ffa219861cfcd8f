import { workerPatience } from '../shared/adapters/dynamo/client.ts';
import { cloudServices } from './cloud-services.ts';
import { workConsumer } from './queue/consumer.ts';
import { sqsWorker } from './queue/sqs-worker.ts';
import { workHandlers } from './queue/work-handlers.ts';

const services = cloudServices(workerPatience);

/** The Lambda function behind the work queue: messages that fail are told back one by one. Clients are made once per container. */
export const handler = sqsWorker(workConsumer({ handlers: workHandlers(services), log: services.log }));
