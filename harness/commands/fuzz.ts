import { mkdirSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { findBrowsers } from '../browsers/find.ts';
import { stockProfile } from '../browsers/port.ts';
import { startSession, type Session } from '../engine/session.ts';
import { compare, group, type Disagreement, type Group } from '../fuzz/disagreement.ts';
import { fly } from '../fuzz/fly.ts';
import { headerOf, type FuzzCase } from '../fuzz/fuzz-case.ts';
import { sampleCases } from '../fuzz/grammar.ts';
import { asks, type Outcome } from '../fuzz/outcome.ts';
import { shrinkAll } from '../fuzz/shrink.ts';
import type { FuzzGroup } from '../model/fuzz-results.ts';
import { fuzzFile, outputFolder } from '../paths.ts';

/** Causes that are shrunk, the most frequent first. */
const shrunkCauses = 40;

const count = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
};
const options = new Command('fuzz')
  .description('Compares what browsers make of generated Set-Cookie headers with the model of RFC 10025.')
  .option('--cases <n>', 'how many headers', count, 2000)
  .option('--seed <n>', 'the same seed makes the same headers', count, 1)
  .parse()
  .opts<{ cases: number; seed: number }>();

const { found, missing } = findBrowsers();
for (const { engine, problem } of missing) console.error(`${engine}: ${problem}`);
if (found.length === 0) throw new Error('no browser was found; the lines above say how to get one');

const sessions = await Promise.all(found.map((browser) => startSession(browser, stockProfile)));
try {
  const cases = sampleCases(options.cases, options.seed);
  console.log(`${String(cases.length)} cases from seed ${String(options.seed)}`);
  const disagreements = compareAll(cases, await flyAll(sessions, cases, report)).filter((one) => one !== undefined);
  console.log(`${String(disagreements.length)} cases on which a browser and the model differ; shrinking`);
  const some = group(disagreements)
    .slice(0, shrunkCauses)
    .flatMap(({ examples }) => examples[0] ?? []);
  const shrunk = await shrinkAll(some, async (tries) => compareAll(tries, await flyAll(sessions, tries)));
  const groups = countedGroups(group(shrunk), disagreements);
  for (const [index, one] of groups.entries()) console.log(`\n${String(index + 1)}. ${describe(one)}`);
  mkdirSync(outputFolder, { recursive: true });
  const file = `${outputFolder}/${fuzzFile}`;
  writeFileSync(file, JSON.stringify({ ...options, browsers: found.map(({ key }) => key), groups: groups.flatMap(plain) }, undefined, 1));
  console.log(`\n${String(groups.length)} groups; ${file}`);
} finally {
  await Promise.all(sessions.map((session) => session.close()));
}

type Outcomes = Readonly<Record<string, readonly Outcome[]>>;

/** Takes the cases through all browsers side by side. */
async function flyAll(
  through: readonly Session[],
  cases: readonly FuzzCase[],
  done?: (key: string, ms: number) => void,
): Promise<Outcomes> {
  const entries = through.map(async ({ browser, world, identity }) => {
    const started = performance.now();
    const outcomes = await fly(cases, browser, world);
    done?.(identity.key, performance.now() - started);
    return [identity.key, outcomes] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function report(key: string, ms: number): void {
  console.log(`${key}: ${(ms / 1000).toFixed(1)} s, ${(options.cases / (ms / 1000)).toFixed(0)} cases a second, beside the others`);
}

function compareAll(cases: readonly FuzzCase[], outcomes: Outcomes): readonly (Disagreement | undefined)[] {
  const now = new Date();
  return cases.map((one, index) => {
    const seen = Object.entries(outcomes).flatMap(([key, all]) => (all[index] === undefined ? [] : [[key, all[index]] as const]));
    return compare(one, Object.fromEntries(seen), now);
  });
}

/** Groups of shrunk cases, with the number of unshrunk ones of the same cause. */
function countedGroups(shrunk: readonly Group[], all: readonly Disagreement[]): readonly Group[] {
  const counts = new Map(group(all).map(({ cause, count: members }) => [cause, members]));
  return shrunk.map((one) => ({ ...one, count: counts.get(one.cause) ?? one.count }));
}

function describe({ cause, count: members, examples }: Group): string {
  const [example] = examples;
  if (example === undefined) return cause;
  const lines = asks.flatMap(({ name }) => {
    const texts = Object.entries(example.outcomes).map(([key, outcome]) => `${key} ${JSON.stringify(outcome[name])}`);
    const differs = Object.values(example.outcomes).some((outcome) => outcome[name] !== example.expected[name]);
    return differs ? [`   at ${name}: model ${JSON.stringify(example.expected[name])}; ${texts.join('; ')}`] : [];
  });
  const { scheme, via } = example.one;
  return [`${cause} (${String(members)} cases)`, `   ${JSON.stringify(headerOf(example.one))} set over ${scheme} by ${via}`, ...lines].join(
    '\n',
  );
}

function plain({ count: members, examples }: Group): readonly FuzzGroup[] {
  return examples.slice(0, 1).map(({ one, deviations, model, expected, outcomes }) => ({
    deviations,
    model,
    count: members,
    header: headerOf(one),
    scheme: one.scheme,
    via: one.via,
    expected,
    outcomes,
  }));
}
