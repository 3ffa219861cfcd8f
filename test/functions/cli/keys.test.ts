import { describe, expect, test } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { wireKeys, wireServices } from '../../../functions/wire.ts';
import { parseKey } from '../../../shared/domain/api-key.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import { Role } from '../../../shared/domain/roles.ts';
import { authenticate } from '../../../shared/usecases/authenticate.ts';
import { noBackground } from '../../support/background.ts';
import { type Ran, runCli } from '../../support/cli.ts';
import { idOf } from '../../support/flawed-keys.ts';
import { endOf, newFolder, startProgram } from '../../support/process.ts';
import { newTenant, useTable } from '../../support/table.ts';

const table = useTable();
const tenant = newTenant();

async function open() {
  return { services: wireKeys(table.client()), close: async () => undefined };
}

async function runKeys(...args: readonly string[]): Promise<Ran> {
  const refused = () => Promise.reject(new Error('Not this table'));
  const isOnAws = args[0] === 'bootstrap';
  const tools = { keys: { openHere: isOnAws ? refused : open, openOnAws: isOnAws ? open : refused } };
  return runCli(['keys', ...args], { tools });
}

function runAudit(verb: string, tenantId: TenantId): Promise<Ran> {
  const openAudit = async () => ({ ...wireKeys(table.client()), close: async () => undefined });
  return runCli(['audit', verb], { tools: { tenantId, openAudit } });
}

const idIn = (key: string) => idOf(key.trim(), wireKeys(table.client()).sha256);

async function opens(key: string): Promise<readonly string[] | null> {
  try {
    return (await authenticate(wireKeys(table.client()), key.trim())).scopes;
  } catch {
    return null;
  }
}

describe('markscheme keys', () => {
  test('is entered in the audit log, which stays intact', async () => {
    const tenantId = newTenant();
    const { out: key } = await runKeys('create', '--role', 'owner', '--tenant', tenantId);
    await runKeys('create', '--role', 'owner', '--tenant', tenantId);
    await runKeys('rotate', idIn(key), '--tenant', tenantId);
    await runKeys('revoke', idIn(key), '--tenant', tenantId);
    const { out } = await runAudit('export', tenantId);
    expect([...out.matchAll(/"action":"([^"]+)"/g)].map(([, action]) => action)).toEqual([
      ...['keys.create', 'keys.create', 'keys.rotate', 'keys.revoke'],
    ]);
    expect(out).toContain(idIn(key));
    expect(out).not.toContain(key.trim());
    expect((await runAudit('verify', tenantId)).out).toContain('The audit log is intact: 4 entries.');
  });

  test('makes a key, prints it alone on standard output, and the API lets it in', async () => {
    const { code, out, messages } = await runKeys('create', '--role', 'owner', '--tenant', tenant);
    expect(code).toBe(0);
    expect(out).toMatch(/^msk_\S+\n$/);
    expect(messages).toBe(`Key ${idIn(out)} of the tenant ${tenant} does not expire. It is not shown again.\n`);
    const log = { event: () => undefined, work: () => undefined, bug: () => undefined, outage: () => undefined };
    const app = createApi({
      ...wireServices({ model: null }, table.client(), noBackground),
      rateLimit: null,
      log,
      version: '0.0.0-test',
    });
    const reply = await app.request('/v1/keys', { headers: { authorization: `Bearer ${out.trim()}` } });
    expect(reply.status).toBe(200);
  });

  test('gives a key the scopes that are named, and an end', async () => {
    const args = ['--scope', 'questions:read', '--scope', 'evaluations:read', '--expires', '90d', '--tenant', tenant];
    const { out, messages } = await runKeys('create', ...args, '--name', 'Dashboard');
    expect(await opens(out)).toEqual(['questions:read', 'evaluations:read']);
    expect(messages).toContain(' expires 20');
    const dated = await runKeys('create', '--role', 'reviewer', '--expires', '2100-12-31', '--tenant', tenant);
    expect(dated.messages).toContain(' expires 2100-12-31T00:00:00.000Z');
  });

  test('lists what there is without any secret, and rotates and revokes it', async () => {
    const own = newTenant();
    const first = (await runKeys('create', '--role', 'owner', '--tenant', own)).out;
    const second = (await runKeys('create', '--role', 'integrator', '--tenant', own, '--name', 'ATS')).out;
    const rotated = await runKeys('rotate', idIn(second), '--tenant', own);
    expect(idIn(rotated.out)).toBe(idIn(second));
    expect(await opens(second)).toBeNull();
    const overlapping = (await runKeys('rotate', idIn(second), '--overlap', '1h', '--tenant', own)).out;
    expect([await opens(rotated.out), await opens(overlapping)]).not.toContain(null);
    expect((await runKeys('revoke', idIn(second), '--tenant', own)).code).toBe(0);
    expect([await opens(rotated.out), await opens(overlapping)]).toEqual([null, null]);
    const { out } = await runKeys('list', '--tenant', own);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^id +state +made +last used +expires +role +name$/);
    expect(lines.find((line) => line.startsWith(idIn(second)))).toMatch(/ revoked .* never .* integrator +ATS$/);
    expect(lines.find((line) => line.startsWith(idIn(first)))).toMatch(/ active .* owner +command line$/);
    expect(out).not.toContain(first.split('_')[2]);
  });

  test('keeps the last owner, and finds no key of another tenant', async () => {
    const own = newTenant();
    const key = (await runKeys('create', '--role', 'owner', '--tenant', own)).out;
    expect(await runKeys('revoke', idIn(key), '--tenant', own)).toMatchObject({
      code: 1,
      messages: expect.stringContaining('make one first'),
    });
    for (const verb of ['revoke', 'rotate'])
      expect((await runKeys(verb, idIn(key), '--tenant', tenant)).messages).toContain('There is no key');
    expect(await opens(key)).toEqual(scopes);
  });

  test.each([
    [['create'], 'Give either --role or --scope'],
    [['create', '--role', 'owner', '--scope', 'keys:read'], 'Give either --role or --scope'],
    [['create', '--role', 'boss'], 'Allowed choices are owner'],
    [['create', '--scope', 'everything'], 'It must be one of questions:read'],
    [['create', '--role', 'owner', '--expires', 'soon'], 'such as 90d or 2027-12-31'],
    [['create', '--role', 'owner', '--expires', '2020-01-01'], 'only expire in the future'],
    [['create', '--role', 'owner', '--tenant', 'A B'], 'must be lower-case'],
    [['create', '--role', 'owner', '--name', ' '], 'It must have 1 to 80 characters.'],
    [['rotate', 'nonsense'], 'the part of the key after msk_'],
    [['rotate', '0'.repeat(16), '--overlap', '8d'], 'It must be at most 7d.'],
    [['bootstrap'], "required option '--tenant <tenant>' not specified"],
  ])('refuses %j with exit code 1 and the reason', async (args, reason) => {
    const { code, out, messages } = await runKeys(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain(reason);
  });

  test('tells what every role may do', async () => {
    const { out } = await runKeys('--help');
    for (const role of Role.options) expect(out).toMatch(new RegExp(`^ +${role} +\\w+:\\w+`, 'm'));
  });
});

describe('markscheme keys bootstrap', () => {
  test('makes the first owner of a tenant once, however many try at the same time', async () => {
    const own = newTenant();
    const tries = await Promise.all(Array.from({ length: 4 }, () => runKeys('bootstrap', '--tenant', own)));
    const [made = '', ...others] = tries.filter(({ code }) => code === 0).map(({ out }) => out);
    expect(others).toEqual([]);
    expect(await opens(made)).toEqual(scopes);
    const again = await runKeys('bootstrap', '--tenant', own);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.messages).toContain("has an owner's key already");
    expect(again.messages).not.toContain(made.split('_')[2]);
    const { out: log } = await runAudit('export', own);
    expect([...log.matchAll(/"action":"([^"]+)"/g)].map(([, action]) => action)).toEqual(['keys.bootstrap']);
    expect(log).toContain(idIn(made));
  });

  test('needs no more of the environment than the table and the secret that seals the audit log, as a process', async () => {
    const own = newTenant();
    const { endpoint = '', tableName } = table.settings();
    const environment = {
      ...{ AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
      ...{ AWS_REGION: 'local', MARKSCHEME_TABLE: tableName, MARKSCHEME_DATA: await newFolder() },
    };
    const args = ['keys', 'bootstrap', '--tenant', own];
    const unsealed = await endOf(startProgram('functions/cli.ts', args, environment));
    expect(unsealed).toMatchObject({
      code: 1,
      out: '',
      messages: expect.stringContaining('MARKSCHEME_SIGNING_SECRET'),
    });
    expect(await wireKeys(table.client()).keys.all(own)).toEqual([]);
    const MARKSCHEME_SIGNING_SECRET = table.client().cursorSecret;
    const first = await endOf(startProgram('functions/cli.ts', args, { ...environment, MARKSCHEME_SIGNING_SECRET }));
    expect(first, first.messages).toMatchObject({ code: 0 });
    expect(parseKey(first.out.trim(), wireKeys(table.client()).sha256)).toBeDefined();
    expect(await opens(first.out)).toEqual(scopes);
    const { code, out } = await runAudit('verify', own);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('The audit log is intact: 1 entry.') });
    const nowhere = await endOf(startProgram('functions/cli.ts', args, { MARKSCHEME_TABLE: '' }));
    expect(nowhere).toMatchObject({ code: 1, out: '', messages: expect.stringContaining('MARKSCHEME_TABLE') });
  });

  test('works on the data folder of this machine beside the table, as a process', async () => {
    const environment = { MARKSCHEME_DATA: await newFolder() };
    const made = await endOf(startProgram('functions/cli.ts', ['keys', 'create', '--role', 'owner'], environment));
    expect(made, made.messages).toMatchObject({ code: 0, out: expect.stringMatching(/^msk_\S+\n$/) });
    const listed = await endOf(startProgram('functions/cli.ts', ['keys', 'list'], environment));
    expect(listed.out).toContain(idIn(made.out));
  });
});
