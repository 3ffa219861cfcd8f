import { packageVersion } from '../../functions/package-version.ts';
import { marksFor } from '../../shared/evaluation/marks.ts';
import { judgeOffline, offlineJudgeVersion } from '../../shared/evaluation/offline/offline-judge.ts';
import { type PreparedScheme, prepareScheme } from '../../shared/evaluation/offline/prepared-scheme.ts';
import { type GradedAnswer, questionOf, readSets } from './graded-answers.ts';
import { decisions, mean, pearson } from './statistics.ts';

/*
 * How far the offline judge agrees with people: npm run -s bench:accuracy -- [files or folders of graded answers].
 * Points count as met from the "partial" verdict on. Answers left unjudged (another language) are left out and counted.
 */
const metFrom = 0.4;
const answersMin = 5;
const paths = process.argv.slice(2);
const inputs = paths.length > 0 ? paths : ['../shared/benchmarks'];

console.log(`markscheme ${packageVersion}, judge ${offlineJudgeVersion}, ${new Date().toISOString().slice(0, 10)}`);
console.log(`inputs: ${inputs.join(' ')}; points met from coverage ${metFrom}`);
console.log(
  'set'.padEnd(20),
  'n'.padStart(5),
  'r'.padStart(6),
  'in-q r'.padStart(6),
  'points'.padStart(6),
  'acc'.padStart(6),
  'F1'.padStart(6),
  'kappa'.padStart(6),
  'unjudged'.padStart(8),
  'zeroed'.padStart(6),
);
for (const { name, answers } of readSets(inputs)) console.log(lineOf(name, answers));

function lineOf(name: string, answers: readonly GradedAnswer[]): string {
  const schemes = new Map<string, PreparedScheme>();
  const judged = answers.map((answer) => {
    const key = JSON.stringify([answer.question, answer.referenceAnswer, answer.rubric?.map(({ text }) => text)]);
    const scheme = schemes.get(key) ?? prepareScheme(questionOf(answer));
    schemes.set(key, scheme);
    const judgement = judgeOffline(scheme, answer.answer);
    return { answer, judgement, coverage: marksFor(scheme.question, judgement).coverage };
  });
  const scored = judged.flatMap(({ answer, coverage }) =>
    coverage === null ? [] : [{ id: answer.questionId, human: answer.humanScore, coverage }],
  );
  const r = pearson(
    scored.map(({ coverage }) => coverage),
    scored.map(({ human }) => human),
  );
  const within = [...Map.groupBy(scored, ({ id }) => id).values()]
    .filter((group) => group.length >= answersMin)
    .map((group) =>
      pearson(
        group.map(({ coverage }) => coverage),
        group.map(({ human }) => human),
      ),
    )
    .filter((value) => !Number.isNaN(value));
  const points = judged.flatMap(({ answer, judgement }) =>
    (answer.rubric ?? []).map(({ met }, index) => ({
      said: (judgement.points[index]?.coverage ?? 0) >= metFrom,
      truth: met === true || (typeof met === 'number' && met > 0.5),
    })),
  );
  const byPoint = decisions(
    points.map(({ said }) => said),
    points.map(({ truth }) => truth),
  );
  const zeroed = judged.filter(
    ({ answer, judgement, coverage }) => judgement.gate !== null && coverage === 0 && answer.humanScore > 0.3,
  ).length;
  const figure = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(3)).padStart(6);
  return [
    name.padEnd(20),
    String(answers.length).padStart(5),
    figure(r),
    figure(mean(within)),
    String(points.length).padStart(6),
    ...[byPoint.accuracy, byPoint.macroF1, byPoint.kappa].map(figure),
    String(answers.length - scored.length).padStart(8),
    String(zeroed).padStart(6),
  ].join(' ');
}
