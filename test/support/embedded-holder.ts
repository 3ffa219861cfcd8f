import { startEmbeddedDynamodb } from '../../functions/emulators/embedded-dynamodb.ts';

// A process of its own that opens a folder, says where, and stays until it is told to end or is killed.
const [folder = ''] = process.argv.slice(2);
const { endpoint, close } = await startEmbeddedDynamodb({ folder });
process.on('message', async () => {
  await close();
  process.disconnect();
});
process.send?.(endpoint);
