import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { wireAudit } from '../../../../functions/wire.ts';
import type { TableClient } from '../../../../shared/adapters/dynamo/client.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { type CheckedChain, checkChain } from '../../../../shared/usecases/check-chain.ts';
import { recordAction } from '../../../../shared/usecases/record-action.ts';
import { failingTable } from '../../../support/failing-table.ts';
import { endOf, startProgram } from '../../../support/process.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

type Item = Record<string, unknown>;

export function auditGuarantees(table: TestTable): void {
  const check = (tenantId: TenantId, choices: Partial<Parameters<typeof checkChain>[2]> = {}): Promise<CheckedChain> =>
    checkChain(wireAudit(table.client()), tenantId, { after: null, known: null, entriesMax: null, ...choices });
  const chainOf = async (length: number): Promise<TenantId> => {
    const tenantId = newTenant();
    await enterAll(table.client(), tenantId, length);
    return tenantId;
  };
  const read = async (key: Record<string, string>): Promise<Item> => {
    const { client, name } = table.client();
    return (await client.send(new GetCommand({ TableName: name, Key: key }))).Item ?? {};
  };
  const put = async (item: Item): Promise<void> => {
    const { client, name } = table.client();
    await client.send(new PutCommand({ TableName: name, Item: item }));
  };
  const drop = async (key: Record<string, string>): Promise<void> => {
    const { client, name } = table.client();
    await client.send(new DeleteCommand({ TableName: name, Key: key }));
  };

  describe('an audit chain', () => {
    it('has every entry once, in one line, of 50 that two processes append at once', async () => {
      const tenantId = newTenant();
      const { endpoint, tableName } = table.settings();
      const program = 'test/support/audit-appender-process.ts';
      const ended = await Promise.all(
        ['one', 'other'].map((name) => endOf(startProgram(program, [endpoint, tableName, tenantId, '25', name], {}))),
      );
      expect(ended).toEqual(Array(2).fill({ code: 0, out: '', messages: '' }));
      const { entries, fault, head, end } = await check(tenantId);
      expect({ entries, fault, head: head?.hash }).toEqual({ entries: 50, fault: null, head: end.hash });
      const { items } = await wireAudit(table.client()).audit.list(tenantId, everything, { limit: 100, cursor: null });
      const subjects = ['one', 'other'].flatMap((name) => Array.from({ length: 25 }, (_, n) => `${name}-${n}`));
      expect(new Set(items.map(({ subject }) => subject.id))).toEqual(new Set(subjects));
    });

    it('is in order after a process died at any of its writes, and goes on', async () => {
      for (const [when, n] of [1, 2, 3, 4, 5, 6, 7].flatMap((m) => [['before', m] as const, ['after', m] as const])) {
        const tenantId = newTenant();
        const failing = failingTable(table.settings(), { put: n, when });
        const outcomes = await enterEach(failing, tenantId, 3);
        const confirmed = outcomes.filter((isEntered) => isEntered).length;
        const before = await check(tenantId);
        expect(before.fault, `${when} ${n}`).toBeNull();
        // What was confirmed can't be cut off unnoticed.
        expect(before.head?.sequence ?? 0).toBeGreaterThanOrEqual(confirmed);
        expect(before.entries - (before.head?.sequence ?? 0)).toBeLessThanOrEqual(1);
        await enterAll(table.client(), tenantId, 1);
        const after = await check(tenantId);
        expect(after).toMatchObject({ fault: null, entries: before.entries + 1, head: { sequence: after.entries } });
        failing.client.destroy();
      }
    });

    it('can be checked in parts, each from where the one before ended', async () => {
      const tenantId = await chainOf(3);
      const first = await check(tenantId, { entriesMax: 1 });
      expect(first.fault).toBeNull();
      const rest = await check(tenantId, { after: first.end });
      expect(first.entries + rest.entries).toBe(3);
      expect(rest).toMatchObject({ fault: null, next: null, end: { sequence: 3 } });
      const wrong = { sequence: 2, hash: first.end.hash };
      expect((await check(tenantId, { after: { ...wrong, sequence: 1 } })).fault).toEqual({
        sequence: 1,
        kind: 'not-as-known',
      });
    });

    it('shows an entry of which any attribute was changed, and how its end was cut off or hidden', async () => {
      const tenantId = await chainOf(4);
      const [first, third, last, head] = await Promise.all(
        [...[1, 3, 4].map((n) => keys.auditEntry(tenantId, n)), keys.auditHead(tenantId)].map(read),
      );
      if (first === undefined || third === undefined || last === undefined || head === undefined) throw new Error();
      const damages: [string, () => Promise<void>, object][] = [
        ...Object.keys(third)
          .filter((attribute) => attribute !== 'pk' && attribute !== 'sk')
          .map((attribute): (typeof damages)[number] => [
            attribute,
            () => put({ ...third, [attribute]: flipped(third[attribute]) }),
            { sequence: 3, kind: 'unreadable' },
          ]),
        ['dropped', () => drop(keys.auditEntry(tenantId, 3)), { sequence: 3, kind: 'missing' }],
        ['put in the place of another', () => put({ ...first, sk: third['sk'] }), { sequence: 3, kind: 'unreadable' }],
        ['cut off', () => drop(keys.auditEntry(tenantId, 4)), { sequence: 4, kind: 'cut-off' }],
        ['without a head', () => drop(keys.auditHead(tenantId)), { sequence: 5, kind: 'head-missing' }],
        ['with another head', () => put({ ...head, sequence: 3 }), { sequence: 5, kind: 'head-unreadable' }],
      ];
      expect(damages.length).toBeGreaterThan(10);
      for (const [what, damage, fault] of damages) {
        await damage();
        expect((await check(tenantId)).fault, what).toEqual(fault);
        for (const item of [third, last, head]) await put(item);
        expect((await check(tenantId)).fault).toBeNull();
      }
    });

    it.each([
      ['cut off', 4, 'missing', (tenantId: TenantId) => drop(keys.auditEntry(tenantId, 4))],
      [
        'altered at its end',
        4,
        'unreadable',
        async (tenantId: TenantId) => {
          const last = await read(keys.auditEntry(tenantId, 4));
          await put({ ...last, body: flipped(last['body']) });
        },
      ],
      [
        'cut off together with its head',
        5,
        'head-missing',
        async (tenantId: TenantId) => {
          await drop(keys.auditEntry(tenantId, 4));
          await drop(keys.auditHead(tenantId));
        },
      ],
      [
        'cut off, with a head that is damaged',
        5,
        'head-unreadable',
        async (tenantId: TenantId) => {
          await drop(keys.auditEntry(tenantId, 4));
          await put({ ...(await read(keys.auditHead(tenantId))), sequence: 0, body: '{}' });
        },
      ],
    ] as const)('takes new entries after it was %s, which does not hide that', async (_, sequence, kind, damage) => {
      const tenantId = await chainOf(4);
      await damage(tenantId);
      await enterAll(table.client(), tenantId, 1);
      expect((await check(tenantId)).fault).toEqual({ sequence, kind });
    });

    it('that was put back as a whole to an earlier state is found by what was known of it', async () => {
      const tenantId = await chainOf(2);
      const head = await read(keys.auditHead(tenantId));
      await enterAll(table.client(), tenantId, 1);
      const { end: known } = await check(tenantId);
      await put(head);
      await drop(keys.auditEntry(tenantId, 3));
      expect((await check(tenantId)).fault).toBeNull();
      expect((await check(tenantId, { known })).fault).toEqual({ sequence: 3, kind: 'cut-off' });
    });
  });
}

const everything = { actor: null, action: null, from: null, to: null, order: 'oldest' } as const;

async function enterAll(table: TableClient, tenantId: TenantId, count: number): Promise<void> {
  const outcomes = await enterEach(table, tenantId, count);
  expect(outcomes).toEqual(Array(count).fill(true));
}

async function enterEach(table: TableClient, tenantId: TenantId, count: number): Promise<boolean[]> {
  const services = { ...wireAudit(table), clock: () => new Date() };
  const outcomes: boolean[] = [];
  for (let number = 1; number <= count; number += 1) {
    const action = {
      ...({ tenantId, actor: { kind: 'installation' }, action: 'keys.revoke' } as const),
      ...{ subject: { kind: 'key', id: `key-${number}` }, requestId: null },
    };
    outcomes.push(
      await recordAction(services, action).then(
        () => true,
        () => false,
      ),
    );
  }
  return outcomes;
}

function flipped(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + String.fromCharCode(text.charCodeAt(middle) ^ 1) + text.slice(middle + 1);
}
