/** `webkitgtk-2.50` as product `webkitgtk` and version `[2, 50]`; mode and builder are part of the product. */
export function splitKey(key: string): { product: string; version: readonly number[] } {
  const match = /^(.*)-(\d+(?:\.\d+)*)$/.exec(key);
  return { product: match?.[1] ?? key, version: versionNumbers(match?.[2] ?? '0') };
}

/** `2.50.6` as `[2, 50, 6]`. */
export function versionNumbers(version: string): readonly number[] {
  return version.split('.').map(Number);
}

/** Below zero when `left` is the lower version; a part that is not there counts as 0. */
export function compareVersions(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
