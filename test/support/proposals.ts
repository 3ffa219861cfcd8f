/** The reference that the proposals below are made from. */
export const indexReference =
  'An index speeds up reads because it avoids full table scans. It slows down writes and takes disk space.';

/** A key point as a model proposes it. */
export function aProposedPoint(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'faster-reads',
    source: 'An index speeds up reads because it avoids full table scans',
    text: 'An index makes reads faster by avoiding full table scans.',
    role: 'essential',
    weight: 3,
    aliases: ['Lookups need not read every row.'],
    terms: ['full table scan'],
    hint: 'What must be read without one?',
    ...changes,
  };
}

/** A sound proposal: two points and a misconception that contradicts the second. */
export function aProposal(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const writes = {
    id: 'slower-writes',
    source: 'It slows down writes',
    text: 'An index slows down writes.',
    weight: 2,
    aliases: [],
    terms: ['writes'],
    hint: 'Who pays for it?',
  };
  return {
    points: [aProposedPoint(), aProposedPoint(writes)],
    misconceptions: [
      { id: 'free', claim: 'An index costs nothing.', correction: 'It costs writes.', contradicts: ['slower-writes'] },
    ],
    warnings: [],
    ...changes,
  };
}
