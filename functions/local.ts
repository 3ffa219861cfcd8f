import { readConfig } from '../shared/adapters/config.ts';
import { Fault } from '../shared/domain/fault.ts';
import { serveLocally } from './local-server.ts';

/** `npm start`: the product on this machine, without an account, a key or a network. */
try {
  await serveLocally(readConfig());
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  process.stderr.write(`markscheme: ${error.message}\n`);
  process.exitCode = 1;
}
