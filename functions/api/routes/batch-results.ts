import { PassThrough, Readable } from 'node:stream';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { meantBy } from '../../../shared/domain/sheet-record.ts';
import { type BatchResults, readBatchResults } from '../../../shared/usecases/read-batch-results.ts';
import { candidateTally } from '../../results/candidate-tally.ts';
import { resultRow } from '../../results/result-row.ts';
import { resultWriter } from '../../results/result-writer.ts';
import { contextOf } from '../context-of.ts';
import { BatchResultsQuery, batchIdParam } from '../contracts/batches.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { batchResultLines, batchResultTable } from '../examples/batch-examples.ts';
import { needs, refusals } from '../route-parts.ts';

type FileFormat = z.infer<typeof BatchResultsQuery>['format'];

const mediaTypes = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<FileFormat, string>;

const fileSchema = z.string();

const results = createRoute({
  method: 'get',
  path: '/v1/batches/{id}/results',
  tags: ['Batches'],
  security: needs('batches:read'),
  summary: 'Download the results of a batch that is over',
  description:
    'One row a response, in the order of the file, with the columns of the file at the end; `csv` and `xlsx` for ' +
    'spreadsheets (formulas are defused; the workbook has a second sheet, one row a candidate), `jsonl` with everything.',
  request: { params: batchIdParam, query: BatchResultsQuery },
  responses: {
    200: {
      description: 'The file.',
      content: {
        [mediaTypes.jsonl]: { schema: fileSchema, example: batchResultLines },
        [mediaTypes.csv]: { schema: fileSchema, example: batchResultTable },
        [mediaTypes.xlsx]: { schema: fileSchema, example: '' },
      },
    },
    ...refusals(400, 401, 403, 404, 409),
  },
});

/** `/v1/batches/{id}/results` */
export function batchResultRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(results, async (c) => {
    const { id } = c.req.valid('param');
    const { format } = c.req.valid('query');
    const opened = await readBatchResults(contextOf(c, services), id);
    const stream = new PassThrough();
    // A file that breaks off must not look whole: whoever reads it sees the connection end with an error.
    writeResults(opened, format, stream).catch((error: unknown) => {
      if (isCutOff(stream, error)) return;
      services.log.bug(c.get('requestId'), error);
      stream.destroy(error instanceof Error ? error : undefined);
    });
    c.header('content-type', mediaTypes[format]);
    c.header('content-disposition', `attachment; filename="${id}.${format}"`);
    return c.body(Readable.toWeb(stream));
  });
}

// Whoever reads has gone: nothing else ends the stream before all is written.
function isCutOff(stream: PassThrough, error: unknown): boolean {
  if (!stream.destroyed || !(error instanceof Error)) return false;
  return error === stream.errored || ('code' in error && brokenOff.some((code) => code === error.code));
}

const brokenOff = ['ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'] as const;

async function writeResults({ batch, sheet, rows }: BatchResults, format: FileFormat, stream: PassThrough) {
  try {
    const tally = candidateTally();
    const writer = await resultWriter({ stream, isFile: true }, format, sheet.columns);
    for await (const { row, record, settled } of rows()) {
      const result = resultRow(row, settled, batch.judge);
      tally.add(result, meantBy(record));
      await writer.write(result, record.fields);
    }
    await writer.end(tally.rows());
    stream.end();
  } finally {
    await sheet.close();
  }
}
