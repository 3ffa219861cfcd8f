/** An encoding of text, as `TextDecoder` calls it. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Text from bytes, piece by piece, without a byte order mark; U+FFFD stands where bytes mean nothing. */
export async function* decodedText(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const bytesLookedAt = 256;

/**
 * UTF-8 unless UTF-16 is certain: it says so by its byte order mark. Without one its Latin letters do, of which a heading or
 * a JSON key is made: every second byte of them is NUL, always on the same side, which no text in UTF-8 looks like.
 */
export function encodingOf(content: Uint8Array): Encoding {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = [...content.subarray(0, bytesLookedAt)];
  const [even = 0, odd = 0] = [0, 1].map(
    (side) => start.filter((byte, index) => byte === 0 && index % 2 === side).length,
  );
  const isMost = even + odd > start.length / 4;
  if (isMost && even === 0) return 'utf-16le';
  return isMost && odd === 0 ? 'utf-16be' : 'utf-8';
}

/** Tells whether bytes that come piece by piece are UTF-8 throughout. */
export function utf8Watch(): { readonly see: (chunk: Uint8Array) => void; readonly isSound: () => boolean } {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isSound = true;
  const attempt = (decode: () => void): void => {
    if (!isSound) return;
    try {
      decode();
    } catch {
      isSound = false;
    }
  };
  return {
    see: (chunk) => attempt(() => strict.decode(chunk, { stream: true })),
    isSound: () => {
      attempt(() => strict.decode());
      return isSound;
    },
  };
}
