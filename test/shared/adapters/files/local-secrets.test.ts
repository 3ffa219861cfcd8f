import { stat } from 'node:fs/promises';
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
