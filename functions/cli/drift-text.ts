import type { CaseDrift, DriftReport } from '../../shared/usecases/measure-drift.ts';

/** What moved, for a person: figures first, then who judged, then case by case. */
export function driftText({ compared, provenance, ...report }: DriftReport, judge: string): string {
  const moved = report.cases.filter(({ state }) => state === 'moved');
  const left = report.cases.filter(({ state }) => state !== 'moved' && state !== 'same');
  const sections = [
    [
      `${report.cases.length} cases, judge ${judge}: ${compared} compared, ${moved.length} moved`,
      `mean change ${report.bias === null ? '-' : signed(100 * report.bias)} points, kappa of verdicts ${report.kappa?.toFixed(3) ?? '-'}, ${(100 * report.flipShare).toFixed(1)} % of verdicts flipped`,
      ...provenanceLines(provenance),
      ...levelLines(report.cases),
    ],
    report.alarms.map(({ questionId, peak }) => `alarm: ${questionId}, changes add up to ${peak.toFixed(2)}`),
    moved.map(movedLine),
    left.map(({ golden, state, problem }) => `${golden.id}: ${problem ?? stateTexts[state]}`),
    [verdictOf(report.isSteady, compared)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const stateTexts: Readonly<Record<CaseDrift['state'], string>> = {
  same: 'the same',
  moved: 'moved',
  'question-edited': 'the question was edited since; not compared',
  unrecorded: 'not recorded yet',
  'not-judged': 'could not be judged',
};

function verdictOf(isSteady: boolean, compared: number): string {
  if (isSteady) return 'Nothing moved beyond tolerance.';
  return compared === 0
    ? 'Nothing could be compared; --record makes what the judge says today the recording.'
    : 'Something moved beyond tolerance, or could not be judged.';
}

function provenanceLines({ before, now }: DriftReport['provenance']): string[] {
  const [recorded, today] = [before, now].map((all) => all.map(provenanceText).join('; '));
  if (recorded === today) return recorded === '' || recorded === undefined ? [] : [`judged by ${recorded}`];
  return [`recorded by ${recorded}`, `judged now by ${today}`];
}

function provenanceText({ judgeVersion, model, promptFingerprint }: DriftReport['provenance']['now'][number]): string {
  const parts = [judgeVersion, model, promptFingerprint === null ? null : `prompt ${promptFingerprint.slice(0, 12)}`];
  return parts.filter((part) => part !== null).join(', ');
}

// Whether better answers still get more.
function levelLines(cases: readonly CaseDrift[]): string[] {
  const levels = ['good', 'middling', 'wrong'].map((level) => {
    const scores = cases.flatMap(({ golden, now }) => (golden.level === level ? [now?.score ?? null] : []));
    const known = scores.filter((score) => score !== null);
    return `${level} ${known.length === 0 ? '-' : (known.reduce((sum, score) => sum + score, 0) / known.length).toFixed(1)}`;
  });
  return [`mean score now: ${levels.join(', ')}`];
}

function movedLine({ golden, before, now, flips }: CaseDrift): string {
  const scores = `${before?.score ?? 'no score'} -> ${now?.score ?? 'no score'}`;
  const changes = flips.map(({ keyPointId, from, to }) => `${keyPointId} ${from} -> ${to}`);
  return [`${golden.id}: ${scores}`, ...changes].join('; ');
}

function signed(points: number): string {
  const text = points.toFixed(1);
  return points > 0 ? `+${text}` : text;
}
