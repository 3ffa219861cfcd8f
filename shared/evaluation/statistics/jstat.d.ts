// The package ships no types. Only quantiles are used.
declare module 'jstat' {
  interface Quantiles<Parameters extends readonly number[]> {
    readonly inv: (probability: number, ...parameters: Parameters) => number;
  }
  const jstat: {
    readonly beta: Quantiles<[alpha: number, beta: number]>;
    readonly centralF: Quantiles<[numeratorFreedom: number, denominatorFreedom: number]>;
    readonly studentt: Quantiles<[freedom: number]>;
  };
  export default jstat;
}
