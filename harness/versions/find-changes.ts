/** Two neighbours that differ, by their places in the row. */
export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface Search<T> {
  readonly changes: readonly Change[];
  /** What was seen, by place, in order; undefined where a place could not be looked at. */
  readonly seen: ReadonlyMap<number, T | undefined>;
}

/**
 * Finds where a row of `count` places changes, by looking at as few of them as possible: between two places that look the
 * same nothing is looked at, so that a change there and back again between them is not found. Where the middle looks
 * like neither end, both halves have a change, and all of them are found.
 * @param look undefined when the place cannot be looked at: then its nearest neighbour stands for it.
 */
export async function findChanges<T>(
  count: number,
  look: (place: number) => Promise<T | undefined>,
  same: (left: T, right: T) => boolean,
): Promise<Search<T>> {
  const seen = new Map<number, T | undefined>();
  const sight = async (place: number): Promise<T | undefined> => {
    if (!seen.has(place)) seen.set(place, await look(place));
    return seen.get(place);
  };
  /** The first of the places that can be looked at. */
  const firstOf = async (places: readonly number[]): Promise<number | undefined> => {
    for (const place of places) if ((await sight(place)) !== undefined) return place;
    return undefined;
  };
  const changes: Change[] = [];
  const search = async (from: number, to: number): Promise<void> => {
    const [left, right] = [await sight(from), await sight(to)];
    if (left === undefined || right === undefined || same(left, right)) return;
    const middle = await firstOf(fromTheMiddle(from, to));
    if (middle === undefined) {
      changes.push({ before: from, after: to });
      return;
    }
    await search(from, middle);
    await search(middle, to);
  };
  const places = Array.from({ length: count }, (_, place) => place);
  const first = await firstOf(places);
  const last = await firstOf(places.toReversed());
  if (first !== undefined && last !== undefined && first < last) await search(first, last);
  return { changes, seen: new Map([...seen].sort(([left], [right]) => left - right)) };
}

/** The places between two others, the middle one first, then outwards. */
function fromTheMiddle(from: number, to: number): readonly number[] {
  const middle = (from + to) / 2;
  return Array.from({ length: to - from - 1 }, (_, index) => from + 1 + index).sort(
    (left, right) => Math.abs(left - middle) - Math.abs(right - middle) || left - right,
  );
}

/** True when something that was given up comes back later in the row: a search between equal ends may then have missed changes. */
export function returns<T>({ seen }: Search<T>, same: (left: T, right: T) => boolean): boolean {
  const row = [...seen.values()].filter((one) => one !== undefined);
  return row.some((one, place) => {
    const next = row[place + 1];
    return next !== undefined && !same(one, next) && row.slice(place + 2).some((later) => same(one, later));
  });
}
