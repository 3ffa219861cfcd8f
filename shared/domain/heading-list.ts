const shownMax = 30;
const charsMax = 40;

/** The headings of a sheet in one sentence, cut to what a person reads, whatever bytes somebody took for a sheet. */
export function headingList(headings: readonly string[]): string {
  const names = headings.slice(0, shownMax).map((heading) => {
    const name = heading.replace(/[\p{Cc}\p{Cf}\ufffd]+/gu, ' ').trim();
    return name.length > charsMax ? `${name.slice(0, charsMax).toWellFormed()}...` : name;
  });
  const more = headings.length - names.length;
  return `The columns are: ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`;
}
