import { base32Of } from '../domain/base32.ts';
import type { Services } from './context.ts';

const idBytes = 16;

/** 26 characters of base 32 that follow from what makes a thing the one it is: the same parts give the same ones. */
export function derivedId({ sha256 }: Pick<Services, 'sha256'>, parts: readonly unknown[]): string {
  const hex = sha256(JSON.stringify(parts));
  const bytes = Uint8Array.from({ length: idBytes }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
  return base32Of(bytes);
}
