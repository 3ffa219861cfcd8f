import type { WorkMessage } from '../domain/work-message.ts';

/** Hints that there is work. A queue may lose, repeat and reorder them. */
export interface WorkQueue {
  /** @param delaySeconds 0 to 900: how long nobody is told */
  send(messages: readonly WorkMessage[], delaySeconds: number): Promise<void>;
}
