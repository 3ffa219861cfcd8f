import jstat from 'jstat';

/** Half the width of a 95 % interval in standard errors of a normal distribution. */
export const normalWidth = 1.959964;

/** The value that a share `probability`, 0 to 1, of an F distribution lies below. */
export function quantileOfF(probability: number, numeratorFreedom: number, denominatorFreedom: number): number {
  return jstat.centralF.inv(probability, numeratorFreedom, denominatorFreedom);
}

/** The value, 0 to 1, that a share `probability` of a beta distribution lies below. */
export function quantileOfBeta(probability: number, alpha: number, beta: number): number {
  return jstat.beta.inv(probability, alpha, beta);
}

/** Half the width of a 95 % interval in standard errors of Student's t distribution. */
export function studentWidth(freedom: number): number {
  return jstat.studentt.inv(0.975, freedom);
}
