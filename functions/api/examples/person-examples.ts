import type * as z from 'zod';
import type { ErasureReply, PersonReply } from '../contracts/people.ts';

export const erasedPerson: z.input<typeof ErasureReply> = {
  state: 'erased',
  requestedAt: '2026-03-16T09:30:00.120Z',
  erasedAt: '2026-03-16T09:30:00.410Z',
  counts: { 'batch-row': 1, evaluation: 2, file: 1, judgement: 2 },
};

export const personPage: z.input<typeof PersonReply> = {
  person: 'ada@example.com',
  erasure: null,
  items: [
    {
      kind: 'batch-row',
      batchId: 'bat_4k6n8hd5x0tqz1m8c7w3e9vj2r',
      data: {
        row: 1,
        line: 2,
        column: null,
        candidate: 'ada@example.com',
        answer: 'A cache keeps copies of slow data close by.',
        question: { source: 'kept', id: 'caching', version: 1 },
        work: '5f1c0f5d6c4e4d0a9c2f2b3e8a7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b',
      },
    },
    {
      kind: 'file-row',
      batchId: 'bat_4k6n8hd5x0tqz1m8c7w3e9vj2r',
      data: {
        row: 1,
        line: 2,
        fields: { candidate: 'ada@example.com', answer: 'A cache keeps copies of slow data close by.', city: 'London' },
      },
    },
  ],
  nextCursor: null,
};
