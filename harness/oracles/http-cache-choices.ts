/** Answers a question that a standard leaves open; the same question has the same answer within one run. */
export type Choose = <T>(question: string, options: readonly [T, ...T[]]) => T;

/** Far beyond what a case of a few requests asks. */
const mostRuns = 20_000;

/** Runs `attempt` once for every way of answering the questions that it asks, and returns all results. */
export function everyOutcome<T>(attempt: (choose: Choose) => T): readonly T[] {
  const results: T[] = [];
  const pending: number[][] = [[]];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const taken = path;
    const known = new Map<string, number>();
    let depth = 0;
    const choose: Choose = (question, options) => {
      let pick = known.get(question);
      if (pick === undefined) {
        pick = taken[depth] ?? 0;
        if (depth >= taken.length) {
          for (let other = 1; other < options.length; other += 1) pending.push([...taken, ...zeros(depth - taken.length), other]);
        }
        depth += 1;
        known.set(question, pick);
      }
      return options[pick] ?? options[0];
    };
    results.push(attempt(choose));
    if (results.length > mostRuns) throw new Error(`more than ${String(mostRuns)} ways to go; the case asks too much at once`);
  }
  return results;
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
