import type { TenantId, UploadId } from '../domain/ids.ts';
import type { FileRef } from '../ports.ts';

/** Where an upload lies. */
export function uploadFile(tenantId: TenantId, id: UploadId): FileRef {
  return { tenantId, name: `uploads/${id}` };
}
