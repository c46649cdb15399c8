/** Strings that set `c1=1`, `c2=2` and so on, with the same attributes, beginning at `first`. */
export function numberedCookies(first: number, count: number, attributes = ''): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(first + index);
    return `c${number}=${number}${attributes}`;
  });
}

/** The numbers that a cookie-string has, lowest first. */
export function numbersIn(cookies: string | null): readonly number[] {
  return [...(cookies ?? '').matchAll(/(?:^|; )c(\d+)=/g)].map(([, number]) => Number(number)).sort((left, right) => left - right);
}

/** How many numbers there are, and which: `153 left: 1-3 51-200`. */
export function leftText(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'none left';
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range !== undefined && number === range.last + 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  const shown = ranges.map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`));
  return `${String(numbers.length)} left: ${shown.join(' ')}`;
}
