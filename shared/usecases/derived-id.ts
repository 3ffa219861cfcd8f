import { base32Of } from '../domain/base32.ts';
import type { Services } from './context.ts';

/**
 * What names a thing by what makes it the one it is, in base 32: the same parts give the same name.
 *
 * @param bytes how many of the SHA-256 of the parts it is made of, at most 32; 16 make 26 characters
 */
export function derivedId({ sha256 }: Pick<Services, 'sha256'>, parts: readonly unknown[], bytes = 16): string {
  const hex = sha256(JSON.stringify(parts));
  const named = Uint8Array.from({ length: bytes }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
  return base32Of(named);
}
