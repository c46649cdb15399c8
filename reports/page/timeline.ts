import { groupBy } from '../../harness/model/group-by.ts';
import { checkOf } from '../../harness/baselines/format.ts';
import type { Version } from './versions.ts';

/** How one check came out in one version. */
export interface Behaviour {
  /** The same number for versions that behave alike, in the order of their first appearance; from 0. */
  readonly kind: number;
  /** Cells that differ from the version before of the same product; null where there is none before. */
  readonly changed: number | null;
}

/** One check over all versions; null where a version has no such check. */
export interface TimelineRow {
  readonly check: string;
  readonly behaviours: readonly (Behaviour | null)[];
}

type Observed = ReadonlyMap<string, string | null>;

/** Every check of any version, in order of their ids. Cells that are not known on either side make no difference. */
export function timelineRows(versions: readonly Version[]): readonly TimelineRow[] {
  const byCheck = versions.map(({ column }) => {
    const groups = groupBy(column.cells, ([id]) => checkOf(id));
    return new Map([...groups].map(([check, cells]) => [check, new Map(cells.map(([id, { observed }]) => [id, observed]))]));
  });
  const checks = [...new Set(byCheck.flatMap((one) => [...one.keys()]))].sort();
  return checks.map((check) => {
    const kinds: Observed[] = [];
    const behaviours = byCheck.map((ofVersion, place): Behaviour | null => {
      const cells = ofVersion.get(check);
      if (cells === undefined) return null;
      const known = kinds.findIndex((other) => differences(other, cells) === 0);
      const kind = known === -1 ? kinds.push(cells) - 1 : known;
      const before = previousPlace(versions, place, (at) => byCheck[at]?.has(check) === true);
      const earlier = before === undefined ? undefined : byCheck[before]?.get(check);
      return { kind, changed: earlier === undefined ? null : differences(earlier, cells) };
    });
    return { check, behaviours };
  });
}

/** True where two versions of one product can be compared: only then a row tells how behaviour went on. */
export function hasHistory({ behaviours }: TimelineRow): boolean {
  return behaviours.some((behaviour) => behaviour !== null && behaviour.changed !== null);
}

/** The place of the nearest earlier version of the same product that passes. */
export function previousPlace(versions: readonly Version[], place: number, passes: (place: number) => boolean): number | undefined {
  for (let at = place - 1; at >= 0; at -= 1) if (versions[at]?.product === versions[place]?.product && passes(at)) return at;
  return undefined;
}

function differences(left: Observed, right: Observed): number {
  let count = 0;
  for (const [id, observed] of right) if (observed !== null && left.get(id) !== null && left.get(id) !== observed) count += 1;
  for (const id of left.keys()) if (!right.has(id)) count += 1;
  return count;
}
