/**
 * A cell as a spreadsheet may safely open it: what it would take for a formula gets an apostrophe in front. A plain
 * number is no formula and stays one: a sign, digits with one decimal point or comma, an exponent or a percent sign.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function defusedCell(text: string): string {
  return startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

// The last four are the wide forms that spreadsheets in East Asian languages take for the others.
const startsFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const plainNumber = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+| ?%)?$/i;
