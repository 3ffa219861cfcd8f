import { Fault } from '../domain/fault.ts';

/**
 * Thrown where the budget of the month has no room for a call. Nothing was sent and nothing is owed. One that is not `isFinal`
 * fits as soon as others are paid.
 */
export class MonthSpent extends Fault {
  readonly isFinal: boolean;

  constructor(detail: string, isFinal: boolean) {
    super('budget-spent', detail, isFinal ? {} : { retryAfterSeconds: inUseSeconds });
    this.isFinal = isFinal;
  }
}

/** The same as the reason of a batch that stops, as its other reasons are told. */
export function reasonOf({ message }: MonthSpent): string {
  return message.replace(/^The/, 'the').replace(/\.$/, '');
}

const inUseSeconds = 5;
