import { wireAudit } from '../../functions/wire.ts';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import { recordAction } from '../../shared/usecases/record-action.ts';
import { settingsOf } from './table.ts';

/* A process that enters actions, all at once: its arguments are the endpoint, the table, the tenant and how many. */
const [endpoint = '', tableName = '', tenant = '', count = '', name = ''] = process.argv.slice(2);
const services = { ...wireAudit(tableClient(settingsOf({ endpoint, tableName }))), clock: () => new Date() };
await Promise.all(
  Array.from({ length: Number(count) }, (_, index) =>
    recordAction(services, {
      tenantId: TenantId.parse(tenant),
      actor: { kind: 'installation' },
      action: 'questions.archive',
      subject: { kind: 'question', id: `${name}-${index}` },
      requestId: null,
    }),
  ),
);
process.exit(0);
