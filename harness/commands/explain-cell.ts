import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { causeFinder } from '../baselines/causes.ts';
import { recordedText } from '../baselines/compare.ts';
import { BaselineStore } from '../baselines/store.ts';
import { checkOf } from '../baselines/format.ts';
import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { discoverChecks } from '../engine/discover.ts';
import { findCell, runCell, type PlacedCell } from '../engine/run-cell.ts';
import { startSession } from '../engine/session.ts';
import { cellsOf } from '../model/check.ts';
import { observationText } from '../model/observation.ts';
import { evidenceSchema, resultsSchema, type EvidenceRecord } from '../model/results.ts';
import { baselinesFolder, outputFolder, resultsFile } from '../paths.ts';
import { explanationLines, type CellSight, type Explanation } from '../reproduction/explanation-text.ts';
import { reproduce } from '../reproduction/reproduce.ts';
import { UserError } from '../user-error.ts';
import { chooseBrowsers } from './choose-browsers.ts';
import { readJsonFile } from './json-file.ts';

interface Options {
  readonly browser?: readonly string[];
  readonly now?: true;
  readonly reproduce?: string;
  readonly json?: true;
}

/** `originwatch explain CELL`. @throws UserError when there is no such cell, or its folder is taken. */
export async function tellCell(id: string, { browser, now, reproduce: folder, json }: Options): Promise<void> {
  if (folder !== undefined && existsSync(folder)) throw new UserError(`${folder} is there already; name a folder that is not`);
  const placed = await placeCell(id);
  const latest =
    now === true ? [] : latestSights(placed).filter(({ key, engine }) => browser?.some((name) => [key, engine].includes(name)) ?? true);
  const sights = latest.length > 0 ? latest : await sightsNow(placed, chooseBrowsers(browser));
  const explanation: Explanation = {
    id,
    title: placed.check.title,
    expected: placed.check.expect(placed.cell.values).map(({ clause, anyOf }) => ({ ...clause, anyOf: [...anyOf] })),
    sights,
  };
  console.log(json === true ? JSON.stringify(explanation, null, 2) : explanationLines(explanation).join('\n'));
  if (folder !== undefined) await tellReproduction(placed, chooseBrowsers(browser), folder);
}

async function placeCell(id: string): Promise<PlacedCell> {
  const checks = await discoverChecks([checkOf(id)]);
  const placed = findCell(checks, id);
  if (placed !== undefined) return placed;
  const near = checks.flatMap(cellsOf).filter((cell) => cell.id.startsWith(id));
  const [first] = near.length > 0 ? near : checks.flatMap(cellsOf);
  throw new UserError(
    first === undefined
      ? `no check has a cell «${id}»; the report lists them`
      : `no cell is called «${id}»; one of those near it is ${first.id}`,
  );
}

/** What the latest run has of the cell. */
function latestSights(placed: PlacedCell): readonly (CellSight & { readonly engine: string })[] {
  const { id } = placed.cell;
  const file = join(outputFolder, resultsFile);
  if (!existsSync(file)) return [];
  return readJsonFile(file, resultsSchema).browsers.flatMap(({ key, engine, version, build, profile, cells }) => {
    const cell = cells.find((one) => one.id === id && one.change !== 'gone');
    if (cell === undefined) return [];
    const { verdict, reason } = cell;
    return [
      {
        ...{ key, engine, version, build, observed: recordedText(cell) ?? null, verdict },
        ...(reason === undefined ? {} : { reason }),
        ...baselineOf(key, profile, placed),
        evidence: evidenceAt(cell.evidence),
      },
    ];
  });
}

/** @param reference `path of the file#key in the file`. */
function evidenceAt(reference: string | null): EvidenceRecord {
  const [path = '', key = ''] = reference?.split(/#(.*)/s) ?? [];
  const file = join(outputFolder, path);
  if (path === '' || !existsSync(file)) return { arrivals: [] };
  const records = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return evidenceSchema.safeParse(records[key]).data ?? { arrivals: [] };
}

async function sightsNow(placed: PlacedCell, browsers: readonly FoundBrowser[]): Promise<readonly CellSight[]> {
  const sights: CellSight[] = [];
  for (const found of browsers) {
    const session = await startSession(found, stockProfile);
    const { key, version, build } = found;
    try {
      const { judged, evidence } = await runCell(placed, session.browser, session.world);
      const { verdict, reason } = judged;
      sights.push({
        ...{ key, version, build, observed: recordedText(judged) ?? null, verdict, evidence },
        ...(reason === undefined ? {} : { reason }),
        ...baselineOf(key, stockProfile.name, placed),
      });
    } finally {
      await session.close();
    }
  }
  return sights;
}

function baselineOf(key: string, profile: string, { check, cell: { id, values } }: PlacedCell): Pick<CellSight, 'baseline' | 'cause'> {
  const reference = new BaselineStore(baselinesFolder).reference(key, profile, id.split('/', 1)[0] ?? id);
  const accepted = reference?.baseline.cells.get(id);
  if (reference === undefined || accepted === undefined) return {};
  const expected = check.expect(values).map(({ anyOf }) => anyOf.map(observationText));
  const cause = causeFinder(reference.baseline)(id, accepted, expected)?.text;
  return { baseline: accepted, ...(cause === undefined ? {} : { cause }) };
}

async function tellReproduction(placed: PlacedCell, browsers: readonly FoundBrowser[], folder: string): Promise<void> {
  const [browser] = browsers;
  if (browser === undefined) return;
  const { narrowed } = await reproduce(placed, browser, folder);
  const size = narrowed ? '' : '; its pages do more than this cell needs, as it was not seen with less';
  console.error(`\nThe reproduction in ${folder} was seen to do the same in ${browser.key}${size}. Its README.md has the steps.`);
}
