import { describe, expect, it } from 'vitest';
import { withNamedSubjects } from '../../../../shared/evaluation/extraction/named-subjects.ts';

describe('a statement that begins with "It" or "They"', () => {
  it.each([
    ['What is a load balancer for?', ['It spreads requests.'], ['A load balancer spreads requests.']],
    ['What do indexes do?', ['They make reads faster.'], ['Indexes make reads faster.']],
    [
      'Why use a circuit breaker between services?',
      ['A circuit breaker stops calls.', 'It fails fast.', 'It recovers by a trial.'],
      ['A circuit breaker stops calls.', 'A circuit breaker fails fast.', 'A circuit breaker recovers by a trial.'],
    ],
    [
      'What does a content delivery network (CDN) do for users?',
      ['A content delivery network (CDN) keeps copies.', 'It answers from nearby.'],
      ['A content delivery network (CDN) keeps copies.', 'A content delivery network answers from nearby.'],
    ],
  ])('names what the question asks for, or the statement before speaks of: %s', (prompt, statements, named) => {
    expect(withNamedSubjects(statements, prompt)).toEqual(named);
  });

  it.each([
    ['Why add an index?', ['Readers find rows at once.', 'It costs disk space.']],
    ['What is an index?', ['An index points to rows.', 'They are found at once.']],
    ['What is an index?', ['It is important that writes update it.', 'It takes time to build.']],
    ['What is an index?', ['This makes reads faster.', 'It makes writes slower.']],
    ['What is the difference between TCP and UDP?', ['It is about reliability.']],
  ])('stays as it is where that is not sure: %s', (prompt, statements) => {
    expect(withNamedSubjects(statements, prompt)).toEqual(statements);
  });
});
