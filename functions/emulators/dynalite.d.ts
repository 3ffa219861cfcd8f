declare module 'dynalite' {
  import type { Server } from 'node:http';

  export interface DynaliteOptions {
    /** The folder of its LevelDB; in memory without one. */
    readonly path?: string;
    /** How long a table stays in the status CREATING. */
    readonly createTableMs?: number;
  }

  /** Not listening yet. Closing the server also closes the database. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
