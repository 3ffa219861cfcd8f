import type { TenantId, UploadId } from '../domain/ids.ts';
import type { FileRef } from '../ports/files.ts';

/** Where an upload lies. */
export function uploadFile(tenantId: TenantId, id: UploadId): FileRef {
  return { tenantId, name: `uploads/${id}` };
}
