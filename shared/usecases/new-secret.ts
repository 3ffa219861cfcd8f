import { formatSecret, type SealedSecret, type Webhook, webhookSecretBytes } from '../domain/webhook.ts';
import type { Services } from './context.ts';

/** A new secret of an endpoint: as its owner sees it once, and as it is kept. */
export function newSecret(
  services: Pick<Services, 'random' | 'sealer'>,
  webhook: Pick<Webhook, 'tenantId' | 'id'>,
): { readonly secret: string; readonly sealed: SealedSecret } {
  const secret = formatSecret(services.random(webhookSecretBytes));
  return { secret, sealed: services.sealer.seal(secret, secretOwner(webhook)) };
}

/** Whose secret it is: that of one endpoint of one tenant. */
export function secretOwner({ tenantId, id }: Pick<Webhook, 'tenantId' | 'id'>): string {
  return `${tenantId}#${id}`;
}
