import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLocalSecrets, writeLocalSecrets } from '../../../../shared/adapters/files/local-secrets.ts';
import { newFolder } from '../../../support/process.ts';

test('makes secrets on first use, of their own for each folder, and keeps them', async () => {
  const folder = join(await newFolder(), 'not', 'there', 'yet');
  const made = await readLocalSecrets(folder);
  expect(made).toEqual({ signingSecret: expect.stringMatching(/^[0-9a-f]{64}$/), developmentKey: null });
  expect(await readLocalSecrets(folder)).toEqual(made);
  expect((await readLocalSecrets(await newFolder())).signingSecret).not.toBe(made.signingSecret);
});

test('keeps what is written, for the owner only', async () => {
  const folder = await newFolder();
  const secrets = { ...(await readLocalSecrets(folder)), developmentKey: 'msk_key' };
  await writeLocalSecrets(folder, secrets);
  expect(await readLocalSecrets(folder)).toEqual(secrets);
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test.each(['{"signingSecret": ', '{}', '[]', ''])(
  'says that a file of %j is damaged, and leaves it',
  async (damaged) => {
    const folder = await newFolder();
    const file = join(folder, 'secrets.json');
    await writeFile(file, damaged);
    const message = expect.stringMatching(/secrets\.json is damaged\. Mend it, or delete it/);
    await expect(readLocalSecrets(folder)).rejects.toMatchObject({ kind: 'invalid-request', message });
    expect(await readFile(file, 'utf8')).toBe(damaged);
  },
);

test('says what the system said when the data folder can not be used, and does not advise to delete anything', async () => {
  const folder = await newFolder();
  const file = join(folder, 'a-file');
  await writeFile(file, 'no folder');
  await mkdir(join(folder, 'secrets.json'));
  const unwritable = await newFolder();
  await symlink(join(unwritable, 'none', 'x'), join(unwritable, 'secrets.json'));
  for (const [where, said] of [
    [file, /can't be read: ENOTDIR/],
    [join(file, 'below'), /can't be read: ENOTDIR/],
    [folder, /can't be read: EISDIR/],
    [unwritable, /can't be written: ENOENT/],
  ] as const) {
    const error: unknown = await readLocalSecrets(where).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'invalid-request', message: expect.stringMatching(said) });
    expect(String(error)).not.toContain('delete');
  }
});
