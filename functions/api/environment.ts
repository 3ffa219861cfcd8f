import type { Principal } from '../../shared/domain/principal.ts';
import type { Log, StorageProbe } from '../../shared/ports.ts';
import type { Services } from '../../shared/usecases/context.ts';

/** What the app is made of. */
export interface ApiServices extends Services {
  readonly probe: StorageProbe;
  readonly log: Log;
  readonly version: string;
  /** How long a request waits for its evaluation at most, in ms; 25 s unless told otherwise. */
  readonly answerWithinMs?: number;
}

/** What a request carries from one handler to the next. */
export interface ApiEnvironment {
  Variables: { requestId: string; principal: Principal; fault: string };
}
