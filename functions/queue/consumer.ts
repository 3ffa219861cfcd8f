import { Fault, innermostCause } from '../../shared/domain/fault.ts';
import { WorkMessage } from '../../shared/domain/work-message.ts';
import type { Log } from '../../shared/ports/log.ts';

/** What is done about each kind of message. */
export type WorkHandlers = {
  readonly [Kind in WorkMessage['kind']]: (message: Extract<WorkMessage, { kind: Kind }>) => Promise<void>;
};

/** Works on the content of one message; a rejection means that it must be handed over again. */
export type Consume = (messageId: string, content: unknown) => Promise<void>;

/** Gives each message to its handler, whichever queue it comes from, and logs one event a message. */
export function workConsumer({ handlers, log }: { handlers: WorkHandlers; log: Log }): Consume {
  return async (messageId, content) => {
    const startedAt = performance.now();
    const parsed = WorkMessage.safeParse(content);
    if (!parsed.success) {
      const nothingKnown = { kind: null, tenantId: null, batchId: null, rows: 0, latencyMs: 0, fault: null };
      log.work({ messageId, ...nothingKnown, outcome: 'malformed' });
      throw new MalformedMessage();
    }
    const message = parsed.data;
    const { kind, tenantId } = message;
    const batchId = 'batchId' in message ? message.batchId : null;
    const rows = 'rows' in message ? message.rows.length : 0;
    const end = (outcome: 'done' | 'failed', fault: string | null): void => {
      const latencyMs = Math.round(performance.now() - startedAt);
      log.work({ messageId, kind, tenantId, batchId, rows, outcome, latencyMs, fault });
    };
    try {
      await handle(handlers, message);
    } catch (error) {
      if (!(error instanceof Fault)) log.bug(messageId, error);
      else if (error.kind === 'unavailable') log.outage(messageId, innermostCause(error));
      end('failed', error instanceof Fault ? error.kind : 'internal-error');
      throw error;
    }
    end('done', null);
  };
}

/** Thrown for a message that is none of ours. It quotes nothing of it. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';

  constructor() {
    super('A message of the work queue could not be read.');
  }
}

/** Gives a message to the handler of its kind. */
export function handle(handlers: WorkHandlers, message: WorkMessage): Promise<void> {
  switch (message.kind) {
    case 'prepare-batch':
      return handlers[message.kind](message);
    case 'grade-rows':
      return handlers[message.kind](message);
    case 'grade-submission':
      return handlers[message.kind](message);
    case 'advance-chunk':
      return handlers[message.kind](message);
    case 'evaluate':
      return handlers[message.kind](message);
  }
}
