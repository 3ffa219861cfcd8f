/** An amount in dollars, with as many places as it takes to tell it from nothing. */
export function usd(micros: number): string {
  const dollars = micros / 1_000_000;
  return `$${micros > 0 && dollars < 0.995 ? dollars.toFixed(4) : dollars.toFixed(2)}`;
}
