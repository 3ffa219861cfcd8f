/** The lines of a stream of UTF-8, without their ends; a last one without an end counts too, an empty one doesn't. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    rest += first;
    for (const next of more) {
      yield* lineIn(rest);
      rest = next;
    }
  }
  yield* lineIn(rest + decoder.decode());
}

/** Texts as a stream of lines of UTF-8. */
export async function* bytesOfLines(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const line of lines) yield encoder.encode(`${line}\n`);
}

function lineIn(text: string): string[] {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return line === '' ? [] : [line];
}
