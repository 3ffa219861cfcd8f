import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfLines, linesOf } from '../../../shared/domain/text-lines.ts';
import { utf8Bytes } from '../../../shared/domain/utf8-bytes.ts';

const aLine = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\r\n\ufeff]/.test(text));

async function* cutAt(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('lines of a stream', () => {
  it('are read as they were written, wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aLine), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        const written = Buffer.concat(await allOf(bytesOfLines(lines)));
        expect(await allOf(linesOf(cutAt(written, size)))).toEqual(lines);
        expect(written.length).toBe(lines.reduce((sum, line) => sum + utf8Bytes(line) + 1, 0));
      }),
    );
  });

  it('may end with CR LF, may be empty, and the last one needs no end', async () => {
    const text = 'one\r\n\r\n\ntwo';
    expect(await allOf(linesOf(cutAt(Buffer.from(text), 2)))).toEqual(['one', 'two']);
  });
});
