import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * Who may import whom. The first row whose place matches a file applies; what a row does not name is refused. A place
 * ending in a slash is a folder. The same table stands in the README.
 */
interface Row {
  readonly place: RegExp;
  readonly own: readonly string[];
  readonly npm: readonly RegExp[];
}

const node = /^node:/;
const zod = /^zod$/;
const core = ['shared/domain/', 'shared/ports/', 'shared/usecases/'];

const rows: readonly Row[] = [
  { place: /^shared\/domain\//, own: ['shared/domain/'], npm: [zod] },
  {
    place: /^shared\/evaluation\//,
    own: ['shared/domain/', 'shared/evaluation/'],
    npm: [
      zod,
      /^stemmer$/,
      /^stopword$/,
      /^jsonrepair$/,
      /^@streamparser\/json$/,
      /^simple-statistics$/,
      /^jstat$/,
      /^pure-rand\/(?:distribution|generator)\//,
    ],
  },
  { place: /^shared\/ports\//, own: ['shared/domain/', 'shared/ports/'], npm: [] },
  {
    place: /^shared\/usecases\//,
    own: ['shared/domain/', 'shared/evaluation/', 'shared/ports/', 'shared/usecases/'],
    npm: [zod],
  },
  {
    place: /^shared\/adapters\/openai\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/openai/'],
    npm: [zod, node, /^openai(?:\/core\/error)?$/, /^p-retry$/, /^undici$/, /^eventsource-parser$/],
  },
  {
    place: /^shared\/adapters\/dynamo\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/aws/', 'shared/adapters/dynamo/'],
    npm: [zod, node, /^@aws-sdk\//, /^dataloader$/, /^lru-cache$/, /^p-retry$/],
  },
  { place: /^shared\/adapters\/aws\//, own: [], npm: [] },
  {
    place: /^shared\/adapters\/sqs\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/aws/', 'shared/adapters/sqs/'],
    npm: [/^@aws-sdk\/client-sqs$/, /^p-map$/, /^p-retry$/],
  },
  {
    place: /^shared\/adapters\/s3\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/aws/', 'shared/adapters/s3/'],
    npm: [node, /^@aws-sdk\/(?:client-s3|lib-storage|s3-request-presigner)$/],
  },
  {
    place: /^shared\/adapters\/memory\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/memory/'],
    npm: [/^lru-cache$/, /^yocto-queue$/],
  },
  {
    place: /^shared\/adapters\/files\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/files/'],
    npm: [zod, node, /^csv-parse\/sync$/, /^@streamparser\/json$/, /^saxes$/, /^yauzl$/, /^yaml$/],
  },
  {
    place: /^shared\/adapters\/webhooks\//,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/webhooks/'],
    npm: [node, /^undici$/, /^ipaddr\.js$/, /^standardwebhooks$/],
  },
  {
    place: /^shared\/adapters\/[^/]+\.ts$/,
    own: ['shared/domain/', 'shared/ports/', 'shared/adapters/', 'data/'],
    npm: [zod, node, /^@aws-lambda-powertools\/logger$/],
  },
  {
    place: /^functions\/results\//,
    own: [...core, 'functions/results/'],
    npm: [zod, node, /^csv-stringify\/sync$/, /^exceljs$/],
  },
  {
    place: /^functions\/api\//,
    own: [...core, 'functions/api/', 'functions/results/'],
    npm: [zod, /^node:(?:stream|url)$/, /^hono(?:\/|$)/, /^@hono\//],
  },
  { place: /^functions\/client\//, own: ['functions/client/'], npm: [/^ky$/, /^openapi-fetch$/] },
  {
    place: /^functions\/queue\//,
    own: [...core, 'functions/queue/'],
    npm: [/^@aws-lambda-powertools\/batch$/, /^aws-lambda$/],
  },
  {
    place: /^functions\/cli\//,
    own: [...core, 'functions/cli/', 'functions/client/', 'functions/results/'],
    npm: [zod, node, /^commander$/, /^cli-progress$/, /^csv-stringify\/sync$/, /^p-limit$/, /^p-map$/, /^yaml$/],
  },
  {
    place: /^functions\/emulators\//,
    own: ['shared/ports/', 'shared/adapters/dynamo/table.ts', 'functions/emulators/'],
    npm: [node, /^dynalite$/, /^classic-level$/],
  },
  {
    place: /^functions\/[^/]+\.ts$/,
    own: ['shared/', 'functions/', 'data/', 'package.json'],
    npm: [node, /^hono\/aws-lambda$/, /^@hono\/node-server$/],
  },
];

const files = globSync('{shared,functions,infra}/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'));
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

describe('the architecture', () => {
  it('has a row in the import table for every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => rowOf(file) === undefined)).toEqual([]);
  });

  it('imports only what the table allows', () => {
    const refused = files.flatMap((file) =>
      importsOf(file).flatMap((wanted) => (isAllowed(file, wanted) ? [] : `${file} -> ${wanted}`)),
    );
    expect(refused).toEqual([]);
  });

  it('refuses an import that the table does not allow', () => {
    expect(isAllowed('shared/domain/question.ts', 'shared/evaluation/scoring.ts')).toBe(false);
    expect(isAllowed('shared/evaluation/scoring.ts', 'shared/ports/models.ts')).toBe(false);
    expect(isAllowed('shared/usecases/work.ts', 'node:crypto')).toBe(false);
    expect(isAllowed('functions/api/app.ts', 'shared/adapters/dynamo/client.ts')).toBe(false);
    expect(isAllowed('functions/wire.ts', 'infra/app.ts')).toBe(false);
  });

  it('has no circular imports', () => {
    expect(cycles()).toEqual([]);
  });
});

describe('the house rules', () => {
  it.each([
    ['reads the environment in one file', /process\.env\b/, /^shared\/adapters\/config\.ts$/],
    [
      'takes the time from the composition root, not inside the core',
      /\bnew Date\(\)|\bDate\.now\(|performance\.now\(|Math\.random\(/,
      /^(?:shared\/adapters|functions)\//,
    ],
    [
      'keeps the words of the table inside its adapter',
      /\b(?:GSI|PutCommand|GetCommand|QueryCommand|KeyConditionExpression)\b/,
      /^(?:shared\/adapters\/dynamo|functions\/emulators|infra)\//,
    ],
    ['casts nothing but constants', /\sas\s+(?!const\b)(?:any|unknown|never|[A-Z]\w*)(?:[\s;,)<[]|$)/m, /^$/],
    ['silences no check', /@ts-ignore|@ts-expect-error|biome-ignore/, /^$/],
    ['leaves nothing for later', /\b(?:TODO|FIXME|XXX)\b/, /^$/],
    ['exports by name', /^export default/m, /\.d\.ts$/],
  ])('%s', (_rule, pattern, exempt) => {
    const offenders = files.filter((file) => !exempt.test(file) && pattern.test(statementsOf(file)));
    expect(offenders).toEqual([]);
  });

  it('has no barrels and no drawers for odds and ends', () => {
    expect(files.filter((file) => /(?:^|\/)(?:index|utils?|helpers?|common|misc)(?:\/|\.tsx?$)/.test(file))).toEqual(
      [],
    );
  });

  it('never mocks its own modules', () => {
    const tests = globSync('test/**/*.{ts,tsx}').filter((file) => !file.endsWith('architecture.test.ts'));
    expect(
      tests.filter((file) =>
        /\bvi\.mock\(|\b(?:it|test|describe)\.(?:skip|only|todo)\b/.test(readFileSync(file, 'utf8')),
      ),
    ).toEqual([]);
  });
});

function rowOf(file: string): Row | undefined {
  return rows.find(({ place }) => place.test(file));
}

function isAllowed(file: string, wanted: string): boolean {
  const row = rowOf(file);
  if (row === undefined) return false;
  const isOwn = /^(?:shared|functions|infra|data|test)\/|^package\.json$/.test(wanted);
  return isOwn
    ? row.own.some((place) => (place.endsWith('/') ? wanted.startsWith(place) : wanted === place))
    : row.npm.some((pattern) => pattern.test(wanted));
}

function importsOf(file: string): string[] {
  const source = withoutComments(sources.get(file) ?? '');
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map(([, from, dynamic, bare]) => {
    const wanted = from ?? dynamic ?? bare ?? '';
    return wanted.startsWith('.') ? normalize(join(dirname(file), wanted)).replaceAll('\\', '/') : wanted;
  });
}

// Without comments, and without imports, whose "as" renames.
function statementsOf(file: string): string {
  return withoutComments(sources.get(file) ?? '').replace(/^import\b[^;]*;/gm, '');
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function cycles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const next of importsOf(file)) if (sources.has(next)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
