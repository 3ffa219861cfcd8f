import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { type Entry, openPromise } from 'yauzl';
import { Fault } from '../../domain/fault.ts';
import { limits } from '../../domain/limits.ts';

/** The parts of a workbook, which is a zip archive of XML. */
export interface XlsxArchive {
  has(part: string): boolean;
  /** Reads a part once, element by element; one that is not there has none. Names come without their namespace. */
  read(part: string): AsyncGenerator<XmlEvent[]>;
  close(): void;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Attributes }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string };

/**
 * Opens a workbook.
 *
 * What it says of its sizes is checked before anything is unpacked, and what is unpacked may not exceed that. No entity of
 * a document type is ever expanded.
 *
 * @throws Fault `invalid-request` when it is no archive, or a part of it is damaged, `too-large` when it would unpack to
 * more than the limit
 */
export async function openArchive(path: string): Promise<XlsxArchive> {
  const zip = await orRefuse(() => openPromise(path, { autoClose: false, lazyEntries: true }));
  const entries = new Map<string, Entry>();
  try {
    if (zip.entryCount > entriesMax) throw tooLarge(`has more than ${entriesMax} parts`);
    let unpackedBytes = 0;
    await orRefuse(async () => {
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName.toLowerCase(), entry);
        unpackedBytes += entry.uncompressedSize;
      }
    });
    if (unpackedBytes > limits.workbookBytesMax) {
      throw tooLarge(`would unpack to more than ${limits.workbookBytesMax / 1024 ** 2} MiB`);
    }
  } catch (error) {
    zip.close();
    throw error;
  }
  return {
    has: (part) => entries.has(part.toLowerCase()),
    async *read(part) {
      const entry = entries.get(part.toLowerCase());
      if (entry === undefined) return;
      const stream = await orRefuse(() => zip.openReadStreamPromise(entry));
      yield* elementsOf(stream);
    },
    close: () => zip.close(),
  };
}

const entriesMax = 10_000;

// Elements are handed on a chunk at a time: one await for each would cost more than parsing it.
async function* elementsOf(stream: Readable): AsyncGenerator<XmlEvent[]> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  let ready: XmlEvent[] = [];
  parser.on('opentag', ({ name, attributes }) =>
    ready.push({ kind: 'open', name: localName(name), attributes: localNames(attributes) }),
  );
  parser.on('text', (text) => ready.push({ kind: 'text', text }));
  parser.on('cdata', (text) => ready.push({ kind: 'text', text }));
  parser.on('closetag', ({ name }) => ready.push({ kind: 'close', name: localName(name) }));
  parser.on('error', (error) => {
    throw error;
  });
  let charsSinceTag = 0;
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk, { stream: true }));
      charsSinceTag = ready.length === 0 ? charsSinceTag + chunk.length : 0;
      // The parser holds a text until the tag after it.
      if (charsSinceTag > limits.sheetRecordBytesMax) {
        throw tooLarge(`has a cell of more than ${limits.sheetRecordBytesMax} characters`);
      }
      yield ready;
      ready = [];
    }
    parser.close();
    yield ready;
  } catch (cause) {
    throw cause instanceof Fault ? cause : damaged(cause);
  } finally {
    stream.destroy();
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}

async function orRefuse<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    throw cause instanceof Fault ? cause : damaged(cause);
  }
}

function damaged(cause: unknown): Fault {
  return new Fault('invalid-request', 'The spreadsheet (XLSX) is damaged: save it again, or save it as CSV.', {
    cause,
  });
}

function tooLarge(why: string): Fault {
  return new Fault('too-large', `The spreadsheet (XLSX) ${why}: split it, or save it as CSV.`);
}
