import type { Lesson } from '../../shared/usecases/learn-from-marks.ts';

/** By what the scores of a file were calibrated, to follow the name of the judge. */
export function calibratedBy({ fitted }: Pick<Lesson, 'fitted'>): string {
  if (fitted === null) return ', not calibrated';
  const { marks, state } = fitted;
  return state === 'none'
    ? `, not calibrated (${marks} usable marks, 20 needed)`
    : `, calibrated on ${marks} marks, ${state}`;
}
