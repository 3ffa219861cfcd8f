import { cloudServices } from '../../functions/cloud-services.ts';
import { workConsumer } from '../../functions/queue/consumer.ts';
import { sqsWorker } from '../../functions/queue/sqs-worker.ts';
import { workHandlers } from '../../functions/queue/work-handlers.ts';
import { defaultRowPolicy } from '../../shared/usecases/grade-batch-rows.ts';
import { driveWorker } from './sqs-driver.ts';

/*
 * A worker as a process of its own, to be killed: what functions/worker.ts is made of, given whatever is in a queue of an
 * emulator until the process is told to stop. Its environment is that of the function, with AWS_ENDPOINT_URL_SQS, _S3 and
 * _DYNAMODB; its argument is how long a worker has a row for itself, in milliseconds.
 */
const { argv, env } = process;
const services = cloudServices();
const policy = { ...defaultRowPolicy, leaseMs: Number(argv[2] ?? defaultRowPolicy.leaseMs) };
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
await driveWorker(
  {
    endpoint: env['AWS_ENDPOINT_URL_SQS'] ?? '',
    region: env['AWS_REGION'] ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    queueUrl: env['MARKSCHEME_QUEUE_URL'] ?? '',
    handler: sqsWorker(workConsumer({ handlers: workHandlers(services, policy), log: services.log })),
    concurrency: 4,
  },
  stop.signal,
);
process.exit(0);
