import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll } from 'vitest';

/** SQS and S3 in this process, for one test file. */
export interface TestCloud {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly server: FauxqsServer;
  /** A queue of its own, with a dead-letter queue behind it. */
  newQueue(choices?: { maxReceiveCount?: number; visibilitySeconds?: number }): TestQueue;
  newBucket(): string;
}

export interface TestQueue {
  readonly name: string;
  readonly url: string;
  readonly deadName: string;
  readonly deadUrl: string;
}

const region = 'eu-west-1';

/** Starts the emulator before the tests of a file and stops it after them. */
export function useCloud(): () => TestCloud {
  let server: FauxqsServer | undefined;
  let made = 0;
  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false, defaultRegion: region });
  });
  afterAll(async () => {
    await server?.stop();
  });
  return () => {
    const running = server;
    if (running === undefined) throw new Error('The emulator starts with the tests: ask for it inside of one');
    const endpoint = `http://127.0.0.1:${running.port}`;
    // Its own names of hosts are known to nobody else, and the SDK sends to the host that a queue names.
    const here = (url: string): string => endpoint + new URL(url).pathname;
    return {
      endpoint,
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      server: running,
      newQueue({ maxReceiveCount = 3, visibilitySeconds = 30 } = {}) {
        made += 1;
        const name = `work-${made}`;
        const dead = running.createQueue(`${name}-dead`, { region });
        const redrive = { deadLetterTargetArn: dead.queueArn, maxReceiveCount };
        const { queueUrl } = running.createQueue(name, {
          region,
          attributes: { VisibilityTimeout: String(visibilitySeconds), RedrivePolicy: JSON.stringify(redrive) },
        });
        return { name, url: here(queueUrl), deadName: `${name}-dead`, deadUrl: here(dead.queueUrl) };
      },
      newBucket() {
        made += 1;
        return running.createBucket(`files-${made}`).bucketName;
      },
    };
  };
}
