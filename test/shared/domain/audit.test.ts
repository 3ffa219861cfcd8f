import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AuditEntry,
  type AuditHead,
  type AuditRecord,
  type ChainEnd,
  headAt,
  linked,
  noHash,
} from '../../../shared/domain/audit.ts';
import {
  type ChainCheck,
  type ChainRules,
  checkedEnd,
  checkedEntry,
  checkFrom,
  type FoundEntry,
} from '../../../shared/domain/audit-check.ts';
import { entryIn, entryLine, headIn, headLine } from '../../../shared/domain/audit-file.ts';
import { Sha256, TenantId } from '../../../shared/domain/ids.ts';
import { keyId } from '../../support/fixtures.ts';

const tenantId = TenantId.parse('acme');
const sha256 = (text: string): Sha256 => Sha256.parse(createHash('sha256').update(text).digest('hex'));
const sealWith = (secret: string) => (text: string) =>
  Sha256.parse(createHmac('sha256', secret).update(text).digest('hex'));
const tools = { sha256, seal: sealWith('of the installation') };

describe('a chain', () => {
  test('is in order as it was made, of any length, with its head where it ends or before', () => {
    fc.assert(
      fc.property(someRecords(0), fc.nat(3), (records, lag) => {
        const chain = chainOf(records);
        const at = Math.max(0, chain.length - lag);
        const checked = check(chain, { head: headOf(chain.slice(0, at)) });
        expect(checked).toEqual({ end: endOf(chain), fault: null });
      }),
    );
  });

  test('shows which entry is missing when one is dropped', () => {
    fc.assert(
      fc.property(someRecords(1), fc.nat(), (records, choice) => {
        const chain = chainOf(records);
        const at = choice % chain.length;
        const isLast = at === chain.length - 1;
        expect(check(chain.toSpliced(at, 1), { head: headOf(chain) }).fault).toEqual({
          sequence: at + 1,
          kind: isLast ? 'cut-off' : 'missing',
        });
      }),
    );
  });

  test('shows where its tail was cut off, however much of it', () => {
    fc.assert(
      fc.property(someRecords(1), fc.nat(), (records, choice) => {
        const chain = chainOf(records);
        const left = choice % chain.length;
        const fault = { sequence: left + 1, kind: 'cut-off' };
        expect(check(chain.slice(0, left), { head: headOf(chain) }).fault).toEqual(fault);
        // Whoever has put the head back too is found by what was known of the chain before.
        const replayed = { head: headOf(chain.slice(0, left)), known: endOf(chain) };
        expect(check(chain.slice(0, left), replayed).fault).toEqual(fault);
      }),
    );
  });

  test('shows the first of two entries that have changed places', () => {
    fc.assert(
      fc.property(someRecords(2), fc.nat(), fc.nat(), (records, one, other) => {
        const chain = chainOf(records);
        const [a, b] = [one % chain.length, other % chain.length].toSorted((x, y) => x - y);
        const [first, second] = [chain[a ?? 0], chain[b ?? 0]];
        fc.pre(first !== undefined && second !== undefined && first !== second);
        const swapped = chain.with(a ?? 0, second).with(b ?? 0, first);
        expect(check(swapped, { head: headOf(chain) }).fault).toEqual({ sequence: first.sequence, kind: 'missing' });
      }),
    );
  });

  test('shows an entry that is there twice', () => {
    fc.assert(
      fc.property(someRecords(1), fc.nat(), fc.nat(), (records, from, to) => {
        const chain = chainOf(records);
        const entry = chain[from % chain.length];
        const at = (from % chain.length) + 1 + (to % (chain.length - (from % chain.length)));
        fc.pre(entry !== undefined);
        const replayed = chain.toSpliced(at, 0, entry);
        expect(check(replayed, { head: headOf(chain) }).fault).toEqual({ sequence: at + 1, kind: 'out-of-order' });
      }),
    );
  });

  test('shows what somebody without the secret has put in, and everything that they hashed anew after it', () => {
    fc.assert(
      fc.property(someRecords(1), aRecord(), fc.nat(), (records, forged, choice) => {
        const chain = chainOf(records);
        const at = choice % (chain.length + 1);
        const without = { sha256, seal: sealWith('a guess') };
        const rebuilt = chainOf([forged, ...records.slice(at)], chain.slice(0, at), without);
        const head = headAt(tenantId, endOf(rebuilt), without);
        expect(check(rebuilt, { head }).fault).toEqual({ sequence: at + 1, kind: 'unsealed' });
        // Hashes can be made by anybody: they alone tell nothing of it.
        expect(check(rebuilt, { head, seal: null }).fault).toBeNull();
      }),
    );
  });

  test('takes no entry of another tenant, and no head', () => {
    const other = TenantId.parse('other');
    const chain = chainOf([record(1), record(2)]);
    const theirs = linked({ ...record(2), tenantId: other }, endOf(chain.slice(0, 1)), tools);
    expect(check([...chain.slice(0, 1), theirs]).fault).toEqual({ sequence: 2, kind: 'of-another-tenant' });
    const head = headAt(other, endOf(chain), tools);
    expect(check(chain, { head }).fault).toEqual({ sequence: 3, kind: 'of-another-tenant' });
  });

  test('shows a head that is gone, that is of somebody without the secret, or that names another entry', () => {
    const chain = chainOf([record(1), record(2)]);
    const other = chainOf([record(3), record(4)]);
    expect(check(chain, { head: undefined }).fault).toEqual({ sequence: 3, kind: 'head-missing' });
    expect(check(chain, { head: 'unreadable' }).fault).toEqual({ sequence: 3, kind: 'head-unreadable' });
    const guessed = headAt(tenantId, endOf(chain), { seal: sealWith('a guess') });
    expect(check(chain, { head: guessed }).fault).toEqual({ sequence: 3, kind: 'head-unsealed' });
    expect(check(chain, { head: headOf(other) }).fault).toEqual({ sequence: 2, kind: 'head-differs' });
    expect(check(chain, { known: endOf(other) }).fault).toEqual({ sequence: 2, kind: 'not-as-known' });
  });
});

describe('a file of a chain', () => {
  test('is in order as it was written', () => {
    fc.assert(
      fc.property(someRecords(0), (records) => {
        const chain = chainOf(records);
        expect(checkFile(fileOf(chain)).fault).toBeNull();
      }),
    );
  });

  test('shows the line in which any one byte was changed into any other', () => {
    fc.assert(
      fc.property(someRecords(1), fc.nat(), fc.integer({ min: 1, max: 255 }), (records, choice, flip) => {
        const bytes = Buffer.from(fileOf(chainOf(records)));
        const at = choice % bytes.length;
        const line = bytes.subarray(0, at).filter((byte) => byte === 10).length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const { fault } = checkFile(bytes.toString());
        expect(fault).not.toBeNull();
        // The first line is the head: it counts when the entries have been looked at.
        if (line > 0) expect(fault?.sequence).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of which nobody has the secret, shows a changed byte in all that is hashed', () => {
    const chain = chainOf([record(1), record(2), record(3)]);
    const text = fileOf(chain);
    for (let at = text.indexOf('\n') + 1; at < text.length; at += 1) {
      const flipped = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      const isSeal = text.slice(0, at).lastIndexOf('"seal"') > text.slice(0, at).lastIndexOf(',');
      if (!isSeal) expect(checkFile(flipped, null).fault, `byte ${at}`).not.toBeNull();
    }
  });
});

function fileOf(chain: readonly AuditEntry[]): string {
  return [headLine(headOf(chain)), ...chain.map(entryLine)].map((line) => `${line}\n`).join('');
}

function checkFile(text: string, seal: ChainRules['seal'] = tools.seal): ChainCheck {
  const [first = '', ...lines] = text.replace(/\n$/, '').split('\n');
  return check(lines.map(entryIn), { head: headIn(first), seal });
}

function check(entries: readonly FoundEntry[], changes: Partial<ChainRules> = {}): ChainCheck {
  const rules: ChainRules = { tenantId, sha256, seal: tools.seal, head: undefined, known: null, ...changes };
  return checkedEnd(
    entries.reduce((checked, entry) => checkedEntry(checked, entry, rules), checkFrom()),
    rules,
  );
}

function chainOf(records: readonly AuditRecord[], before: readonly AuditEntry[] = [], by = tools): AuditEntry[] {
  const chain = [...before];
  for (const next of records) chain.push(linked(next, endOf(chain), by));
  return chain;
}

function endOf(chain: readonly AuditEntry[]): ChainEnd {
  const last = chain.at(-1);
  return last === undefined ? { sequence: 0, hash: noHash } : { sequence: last.sequence, hash: last.hash };
}

function headOf(chain: readonly AuditEntry[]): AuditHead {
  return headAt(tenantId, endOf(chain), tools);
}

function record(number: number): AuditRecord {
  return {
    tenantId,
    at: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'key', id: keyId(1) },
    action: 'questions.archive',
    subject: { kind: 'question', id: `question-${number}` },
    requestId: `request-${number}`,
    details: { route: 'POST /v1/questions/{id}:archive', status: 200 },
  };
}

function aRecord(): fc.Arbitrary<AuditRecord> {
  const actor = fc.oneof(
    fc.nat(99).map((id): AuditRecord['actor'] => ({ kind: 'key', id: keyId(id) })),
    fc.constant<AuditRecord['actor']>({ kind: 'installation' }),
  );
  return fc
    .record({
      actor,
      action: fc.constantFrom('questions.archive', 'webhooks.create', 'people.erase'),
      id: fc.option(fc.nat(999).map(String)),
      details: fc.record(
        { count: fc.nat(9), route: fc.string({ unit: 'binary', maxLength: 9 }) },
        { requiredKeys: [] },
      ),
    })
    .map(({ id, ...rest }) => ({ ...record(1), ...rest, subject: { kind: 'question', id } }));
}

function someRecords(minLength: number): fc.Arbitrary<AuditRecord[]> {
  return fc.array(aRecord(), { minLength, maxLength: 8 });
}
