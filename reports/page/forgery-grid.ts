import type { CellView, CheckView, Report, Row } from './report.ts';

/** The check whose cells the grids show; each of its axes has a part to play in them. */
export const forgeryCheck = 'sessions/forgery';

type AxisName = 'from' | 'attack' | 'defence' | 'credential';

/** Where the page that forges stands and where the session lives: one grid a browser for each such pair. */
export interface Scene {
  readonly from: string;
  readonly credential: string;
}

/** What somebody with money in the bank wants to know of a cell. */
export type Outcome = 'moved' | 'safe' | 'unknown';

/** The cells of one scene: a row an attack, a column a defence. */
export interface ForgeryGrid {
  readonly scene: Scene;
  /** What can be chosen: the values of the axes that have cells. */
  readonly places: readonly string[];
  readonly credentials: readonly string[];
  readonly attacks: readonly string[];
  readonly defences: readonly string[];
  readonly rows: readonly (readonly (Row | undefined)[])[];
}

/** What is shown to whoever has chosen nothing: a page of another site, and a cookie that no SameSite rule keeps back. */
const first: Scene = { from: 'cross-site', credential: 'None-Secure' };

/**
 * The grid of a scene, with the axes' values in the check's own order; undefined where the report has no such cells.
 * @param id a scene as `sceneId` writes it; what it does not know or say is as at first.
 */
export function forgeryGrid({ checks }: Pick<Report, 'checks'>, id: string): ForgeryGrid | undefined {
  const check = checks.find(({ summary }) => summary.id === forgeryCheck);
  if (check === undefined || check.rows.length === 0) return undefined;
  const partOf = axisReader(check);
  const valuesOf = (name: AxisName, rows: readonly Row[] = check.rows): readonly string[] => {
    const present = new Set(rows.map((row) => partOf(row, name)));
    const known = check.summary.axes[name] ?? [];
    return [...known.filter((value) => present.has(value)), ...[...present].filter((value) => !known.includes(value))];
  };
  const [places, credentials] = [valuesOf('from'), valuesOf('credential')];
  const [from = '', credential = ''] = id.split('/');
  const scene = { from: choose(places, from, first.from), credential: choose(credentials, credential, first.credential) };
  const shown = check.rows.filter((row) => partOf(row, 'from') === scene.from && partOf(row, 'credential') === scene.credential);
  const [attacks, defences] = [valuesOf('attack', shown), valuesOf('defence', shown)];
  const byPair = new Map(shown.map((row) => [`${partOf(row, 'attack')}/${partOf(row, 'defence')}`, row]));
  return {
    scene,
    places,
    credentials,
    attacks,
    defences,
    rows: attacks.map((attack) => defences.map((defence) => byPair.get(`${attack}/${defence}`))),
  };
}

/** A scene as an address names it. */
export function sceneId({ from, credential }: Scene): string {
  return `${from}/${credential}`;
}

/** Whether the money of a cell's account is gone; what could not be judged says nothing. */
export function outcomeOf(cell: CellView | null | undefined): Outcome {
  if (cell?.observed === 'moved') return 'moved';
  const isJudged = cell?.observed === 'kept' && cell.verdict !== 'inconclusive' && cell.verdict !== 'unsupported';
  return isJudged ? 'safe' : 'unknown';
}

/** How many attacks moved money under each defence in the browser of this column. */
export function movedUnder({ defences, rows }: ForgeryGrid, column: number): readonly number[] {
  return defences.map((_, place) => rows.filter((row) => outcomeOf(row[place]?.cells[column]) === 'moved').length);
}

function axisReader({ summary }: CheckView): (row: Row, name: AxisName) => string {
  const names = Object.keys(summary.axes);
  return ({ parts }, name) => parts[names.indexOf(name)] ?? '';
}

/** The first of the wishes that there is, or else the first value. */
function choose(values: readonly string[], ...wishes: readonly string[]): string {
  return wishes.find((wish) => values.includes(wish)) ?? values[0] ?? '';
}
