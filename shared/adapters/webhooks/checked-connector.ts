import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';

/** All addresses of a host name, those to try first in front. @throws an error with a `code` when there is none */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** An address was refused before anything was sent to it. It doesn't say which: a tenant could map a network by that. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/** The resolver of the system, IPv4 first: where there is no IPv6, such addresses would only time out. */
export const systemResolve: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
};

export interface ConnectorSettings {
  readonly resolve: Resolve;
  readonly accepts: (address: string) => boolean;
  readonly timeoutMs: number;
  /** Certificates to trust instead of those that the system trusts. */
  readonly certificates?: string | undefined;
}

/**
 * Connects to a host only when every one of its addresses is accepted. The name is resolved once and the connection made
 * to the very address that was checked: a name that means another address a moment later gains nothing. An address given
 * as such goes the same way.
 */
export function checkedConnector(settings: ConnectorSettings): buildConnector.connector {
  const { resolve, accepts, timeoutMs, certificates } = settings;
  const connect = buildConnector({
    allowH2: false,
    maxCachedSessions: 0,
    timeout: timeoutMs,
    ...(certificates !== undefined && { ca: certificates }),
  });
  return (options, callback) => {
    const hostname = options.hostname.replace(/^\[(.*)\]$/, '$1');
    const resolved = isIP(hostname) === 0 ? resolve(hostname) : Promise.resolve([hostname]);
    resolved.then(
      (addresses) => {
        const [address] = addresses;
        if (address === undefined || !addresses.every(accepts)) {
          return callback(new ForbiddenAddressError('The address is not one that may be reached'), null);
        }
        // Its `host` still has the name, for which the certificate must be good.
        connect({ ...options, hostname: address }, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('Not resolved'), null),
    );
  };
}
