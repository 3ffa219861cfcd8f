import { expect, test } from 'vitest';
import { prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { ownSet } from '../support/graded-answers.ts';
import { ablationTable } from './ablation.ts';

const set = { file: 'own.jsonl', dataset: 'llmarking', sha256: '', answers: ownSet };

test('each variant of the judge has a row of its own, measured on the same answers', async () => {
  const table = await ablationTable(
    [set],
    [
      { name: 'as shipped', prepare: prepareScheme },
      { name: 'the same', prepare: prepareScheme },
      { name: 'without any points but the first', prepare: (question) => firstPointOnly(prepareScheme(question)) },
    ],
  );
  const [header = '', , ...rows] = table.split('\n');
  const [shipped, same, other] = rows.map((row) => row.split(' | ').slice(1).join(' | '));
  expect(header).toMatch(/^\| variant \| mean r \| mean r within a question \| llmarking, kappa of points \|/);
  expect(rows.map((row) => row.split(' | ', 1)[0])).toEqual([
    '| as shipped',
    '| the same',
    '| without any points but the first',
  ]);
  expect(shipped).toMatch(/^\d\.\d{3} \| (?:-|\d\.\d{3}) \| \d\.\d{3} \| - \| - \| - \|$/);
  expect(same).toBe(shipped);
  expect(other).not.toBe(shipped);
});

function firstPointOnly(scheme: ReturnType<typeof prepareScheme>): ReturnType<typeof prepareScheme> {
  return { ...scheme, points: scheme.points.slice(0, 1) };
}
