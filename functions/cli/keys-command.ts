import { type Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { KeyId, TenantId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { operatorOf, type Scope, scopes } from '../../shared/domain/principal.ts';
import { Role, roleScopes } from '../../shared/domain/roles.ts';
import { shortName } from '../../shared/domain/short-name.ts';
import { timestampOf } from '../../shared/domain/timestamp.ts';
import { bootstrapKey } from '../../shared/usecases/bootstrap-key.ts';
import { mintKey } from '../../shared/usecases/mint-key.ts';
import type { KeyContext, KeyServices, KeyWithSecret } from '../../shared/usecases/new-key.ts';
import { recordAction } from '../../shared/usecases/record-action.ts';
import { revokeKey } from '../../shared/usecases/revoke-key.ts';
import { rotateKey } from '../../shared/usecases/rotate-key.ts';
import { type CommandLine, type OpenKeys, print } from './command-line.ts';
import { keyTable } from './key-table.ts';
import { lengthOfTime, momentAfter } from './time-options.ts';

const CreateFlags = z.object({
  tenant: TenantId,
  name: shortName(limits.keyNameCharsMax),
  role: Role.optional(),
  scope: z.array(z.enum(scopes)).optional(),
  expires: z.date().optional(),
});
const TenantFlags = z.object({ tenant: TenantId });
const RotateFlags = TenantFlags.extend({ overlap: z.number().default(0) });

/** `markscheme keys create`, `list`, `rotate`, `revoke` on this machine, and `keys bootstrap` on AWS */
export function addKeysCommand(program: Command, line: CommandLine): void {
  const keys = program.command('keys').description('make, list, rotate and revoke API keys').addHelpText('after', help);
  const onThisMachine = (name: string, does: string): Command =>
    keys.command(name).description(does).addOption(tenantOption(line).default(line.tools.tenantId));

  onThisMachine('create', 'make a key and print it, the only time that it is shown')
    .option('--name <name>', 'what it is for', keyName, 'command line')
    .addOption(new Option('--role <role>', 'what it may do, as a role').choices(Role.options))
    .addOption(new Option('--scope <scope>', 'one thing that it may do; may be given again').argParser(scopeList))
    .option('--expires <when>', 'a length of time or a date, such as 90d or 2027-12-31', momentAfter(now(line)))
    .action(async (flags: unknown) => {
      const { tenant, name, role, scope = [], expires } = CreateFlags.parse(flags);
      if ((role === undefined) === (scope.length === 0)) {
        throw new Fault('invalid-request', 'Give either --role or --scope: a key may do nothing by itself.');
      }
      const choices = { name, scopes: role === undefined ? scope : roleScopes[role] };
      const expiresAt = expires === undefined ? null : timestampOf(expires);
      const mint = (context: KeyContext) => mintKey(context, { ...choices, expiresAt });
      show(line, await changeKeys(line, tenant, 'keys.create', mint));
    });

  onThisMachine('list', 'list the keys, newest first').action(async (flags: unknown) => {
    const { tenant } = TenantFlags.parse(flags);
    const all = await onKeys(line, tenant, (context) => context.keys.all(tenant));
    print(line, keyTable(all, timestampOf(now(line)())));
  });

  onThisMachine('rotate', 'give a key another secret and print it, the only time that it is shown')
    .argument('<id>', 'its id: the part after msk_', keyId)
    .option('--overlap <time>', 'how long the secret before opens beside it, such as 1h (default: not at all)', overlap)
    .action(async (id: KeyId, flags: unknown) => {
      const { tenant, overlap: seconds } = RotateFlags.parse(flags);
      show(line, await changeKeys(line, tenant, 'keys.rotate', (context) => rotateKey(context, id, seconds)));
    });

  onThisMachine('revoke', 'end a key for good')
    .argument('<id>', 'its id: the part after msk_', keyId)
    .action(async (id: KeyId, flags: unknown) => {
      const { tenant } = TenantFlags.parse(flags);
      await changeKeys(line, tenant, 'keys.revoke', async (context) => ({ key: await revokeKey(context, id) }));
      line.terminal.say(`The key ${id} opens nothing any more.`);
    });

  keys
    .command('bootstrap')
    .description("make the first owner's key of a tenant in the table of the environment, on AWS, once")
    .addOption(tenantOption(line).makeOptionMandatory())
    .action(async (flags: unknown) => {
      const { tenant } = TenantFlags.parse(flags);
      const { services, close } = await line.tools.keys.openOnAws();
      try {
        const made = await bootstrapKey(services, tenant);
        // First, because it can't be made again where it is not entered.
        show(line, made);
        await enter(services, tenant, 'keys.bootstrap', made.key.id);
      } finally {
        await close();
      }
    });
}

function tenantOption({ tools }: CommandLine): Option {
  return new Option('--tenant <tenant>', 'whose keys').argParser((text) => {
    const tenant = TenantId.safeParse(text);
    if (tenant.success) return tenant.data;
    throw new InvalidArgumentError(`It ${tenant.error.issues[0]?.message ?? `must be like ${tools.tenantId}`}.`);
  });
}

async function onKeys<Result>(
  { tools }: CommandLine,
  tenantId: TenantId,
  act: (context: KeyContext) => Promise<Result>,
): Promise<Result> {
  const { services, close } = await tools.keys.openHere();
  return act({ ...services, principal: operatorOf(tenantId) }).finally(close);
}

// Every change goes through here, so that none is missing in the audit log.
async function changeKeys<Changed extends { readonly key: { readonly id: KeyId } }>(
  { tools }: CommandLine,
  tenantId: TenantId,
  action: string,
  act: (context: KeyContext) => Promise<Changed>,
): Promise<Changed> {
  const { services, close } = await tools.keys.openHere();
  try {
    const changed = await act({ ...services, principal: operatorOf(tenantId) });
    await enter(services, tenantId, action, changed.key.id);
    return changed;
  } finally {
    await close();
  }
}

function enter(services: OpenKeys['services'], tenantId: TenantId, action: string, id: KeyId): Promise<void> {
  const subject = { kind: 'key', id };
  return recordAction(services, { tenantId, actor: { kind: 'installation' }, action, subject, requestId: null });
}

// The key alone on standard output, so that it can be handed on.
function show(line: CommandLine, { key, presented }: KeyWithSecret): void {
  print(line, presented);
  const end = key.expiresAt === null ? 'does not expire' : `expires ${key.expiresAt}`;
  line.terminal.say(`Key ${key.id} of the tenant ${key.tenantId} ${end}. It is not shown again.`);
}

function now({ tools }: CommandLine): KeyServices['clock'] {
  return () => tools.judging.clock();
}

function keyName(text: string): string {
  const name = CreateFlags.shape.name.safeParse(text);
  if (name.success) return name.data;
  throw new InvalidArgumentError(
    `It must have 1 to ${limits.keyNameCharsMax} characters. None may be a control character.`,
  );
}

function keyId(text: string): KeyId {
  const id = KeyId.safeParse(text);
  if (id.success) return id.data;
  throw new InvalidArgumentError(`It ${id.error.issues[0]?.message ?? 'is no id'}.`);
}

function scopeList(text: string, before: readonly Scope[] = []): readonly Scope[] {
  const scope = z.enum(scopes).safeParse(text);
  if (scope.success) return [...before, scope.data];
  throw new InvalidArgumentError(`It must be one of ${scopes.join(', ')}.`);
}

function overlap(text: string): number {
  const seconds = lengthOfTime(text);
  if (seconds <= limits.keyOverlapSecondsMax) return seconds;
  throw new InvalidArgumentError('It must be at most 7d.');
}

const help = `
Roles:
${Object.entries(roleScopes)
  .map(([role, held]) => `  ${role.padEnd(11)} ${held.join(' ')}`)
  .join('\n')}

"create", "list", "rotate" and "revoke" work on the data folder of this machine, beside a running server too; "bootstrap" on
the table that MARKSCHEME_TABLE and AWS_REGION name, with the credentials of this machine and the MARKSCHEME_SIGNING_SECRET of
the functions there, which seals the audit log. It is refused when the tenant has an owner's key: that makes others by
POST /v1/keys. The last key that can make keys is not revoked.`;
