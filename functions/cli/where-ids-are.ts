/** Which command lists the ids of a bank. @param bankFile null for the shipped bank */
export function whereIdsAre(bankFile: string | null): string {
  return `see "markscheme questions list${bankFile === null ? '' : ` ${bankFile}`}"`;
}
