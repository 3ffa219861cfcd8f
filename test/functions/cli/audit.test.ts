import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { AuditTools } from '../../../functions/cli/audit-tools.ts';
import { wireAudit } from '../../../functions/wire.ts';
import { keys } from '../../../shared/adapters/dynamo/keys.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { recordAction } from '../../../shared/usecases/record-action.ts';
import { type Ran, runCli } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';
import { newTenant, useTable } from '../../support/table.ts';

const table = useTable();

test('audit verify says how many entries are in order, and the end to compare with later', async () => {
  const { run } = await aLog(3);
  const { code, out } = await run('verify');
  expect(out).toMatch(/^The audit log is intact: 3 entries\.\nend: 3:[0-9a-f]{64}\n$/);
  expect(code).toBe(0);
  const place = out.trim().split(' ').at(-1) ?? '';
  expect((await run('verify', '--known', place)).code).toBe(0);
  const other = await (await aLog(3)).run('verify', '--known', place);
  expect(other).toMatchObject({ code: 1, out: expect.stringContaining('broken at entry 3 (not-as-known)') });
  expect((await run('verify', '--known', 'yesterday')).code).toBe(1);
});

test('audit verify names the entry that is missing, with exit code 1', async () => {
  const { run, tenantId } = await aLog(3);
  const { client, name } = table.client();
  await client.send(new DeleteCommand({ TableName: name, Key: keys.auditEntry(tenantId, 2) }));
  expect(await run('verify')).toMatchObject({
    code: 1,
    out: 'The audit log is broken at entry 2 (missing): it is missing.\nin order before it: 1\n',
  });
});

test('audit export writes a file that verify checks, in which a flipped byte is found', async () => {
  const { run } = await aLog(2);
  const { out } = await run('export');
  const file = join(await newFolder(), 'audit.jsonl');
  await writeFile(file, out);
  for (const flags of [[], ['--seals']]) expect((await run('verify', file, ...flags)).code).toBe(0);
  await writeFile(file, out.replace('key-2', 'key-3'));
  expect((await run('verify', file)).out).toContain('broken at entry 2 (altered)');
  // Without the secret a seal says nothing.
  const at = out.lastIndexOf('"seal":"') + 8;
  await writeFile(file, out.slice(0, at) + (out[at] === '0' ? '1' : '0') + out.slice(at + 1));
  expect((await run('verify', file)).code).toBe(0);
  expect(await run('verify', file, '--seals')).toMatchObject({ code: 1, out: expect.stringContaining('(unsealed)') });
  await writeFile(file, out.split('\n').slice(0, 2).join('\n'));
  expect((await run('verify', file)).out).toContain('broken at entry 2 (cut-off)');
  await writeFile(file, '');
  expect((await run('verify', file)).code).toBe(1);
  expect(await run('verify', join(file, 'none'))).toMatchObject({ code: 1, out: '' });
});

async function aLog(length: number): Promise<{ tenantId: TenantId; run: (...args: string[]) => Promise<Ran> }> {
  const tenantId = newTenant();
  const tools: AuditTools = wireAudit(table.client());
  for (let number = 1; number <= length; number += 1) {
    await recordAction(
      { ...tools, clock: () => new Date() },
      {
        ...({ tenantId, actor: { kind: 'installation' }, action: 'keys.revoke', requestId: null } as const),
        subject: { kind: 'key', id: `key-${number}` },
      },
    );
  }
  const openAudit = async () => ({ ...tools, close: async () => undefined });
  return { tenantId, run: (...args) => runCli(['audit', ...args], { tools: { tenantId, openAudit } }) };
}
