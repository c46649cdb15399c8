/**
 * Finds few of the parts with which something still holds, none of which can be left out then, as long as more parts never
 * harm: every part in which it halves the search is tried without the other (QuickXplain, Junker 2004). That it holds with all
 * of them is for the caller to know.
 */
export async function fewestParts<T>(parts: readonly T[], holds: (kept: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  /** Those of `open` that are needed beside `kept`; `grown`: whether `kept` has parts that were not tried without `open` yet. */
  const needed = async (kept: readonly T[], grown: boolean, open: readonly T[]): Promise<readonly T[]> => {
    if (open.length === 0 || (grown && (await holds(kept)))) return [];
    if (open.length === 1) return open;
    const middle = Math.ceil(open.length / 2);
    const [left, right] = [open.slice(0, middle), open.slice(middle)];
    const ofRight = await needed([...kept, ...left], true, right);
    const ofLeft = await needed([...kept, ...ofRight], ofRight.length > 0, left);
    return [...ofLeft, ...ofRight];
  };
  return needed([], true, parts);
}
