/**
 * An axis of a check. How its values share a visit decides how many journeys a browser makes:
 * - `per-visit`: each value needs a journey of its own;
 * - `side-by-side`: all values happen in one journey, from the same pages;
 * - `carried`: all values travel in the same requests, such as differently-attributed cookies in one jar.
 */
export interface Axis {
  readonly sharing: 'per-visit' | 'side-by-side' | 'carried';
  readonly values: readonly string[];
}

export type Axes = Readonly<Record<string, Axis>>;
/** One value for each axis. */
export type AxisValues<A extends Axes = Axes> = { readonly [K in keyof A]: A[K]['values'][number] };

/** An axis whose values need a journey each. */
export function perVisit<const V extends readonly string[]>(values: V): { sharing: 'per-visit'; values: V } {
  return { sharing: 'per-visit', values };
}

/** An axis whose values happen side by side in one journey. */
export function sideBySide<const V extends readonly string[]>(values: V): { sharing: 'side-by-side'; values: V } {
  return { sharing: 'side-by-side', values };
}

/** An axis whose values travel in the same requests. */
export function carried<const V extends readonly string[]>(values: V): { sharing: 'carried'; values: V } {
  return { sharing: 'carried', values };
}

/** Every combination of the axes' values, the last axis varying fastest. */
export function combinations(axes: Axes): readonly AxisValues[] {
  return Object.entries(axes).reduce<AxisValues[]>(
    (rows, [name, axis]) => rows.flatMap((row) => axis.values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}
