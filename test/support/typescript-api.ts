/** TypeScript 7 has no API of its own; ts-morph carries the last one that has. */
export { ts as default } from 'ts-morph';
