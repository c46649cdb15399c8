import { mkdirSync, writeFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { firstLine } from '../browsers/first-line.ts';
import { stockProfile } from '../browsers/port.ts';
import { startSession, type Session } from '../engine/session.ts';
import { compare, group, type Disagreement, type Group } from '../fuzz/disagreement.ts';
import { fly } from '../fuzz/fly.ts';
import { headerOf, type FuzzCase } from '../fuzz/fuzz-case.ts';
import { sampleCases } from '../fuzz/grammar.ts';
import { asks, type Outcome } from '../fuzz/outcome.ts';
import { shrinkAll } from '../fuzz/shrink.ts';
import type { FuzzGroup, FuzzResults } from '../model/fuzz-results.ts';
import { fuzzFile, outputFolder } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { browserOption, chooseBrowsers } from './choose-browsers.ts';

/** Causes that are shrunk, the most frequent first. */
const shrunkCauses = 40;

const count = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
};
interface Options {
  readonly cases: number;
  readonly seed: number;
  readonly browser?: readonly string[];
}

/** `originwatch fuzz`: compares what browsers make of generated Set-Cookie headers with the model of RFC 10025. */
export function addFuzzCommand(program: Command): void {
  program
    .command('fuzz')
    .description('Compares what browsers make of generated Set-Cookie headers with the model of RFC 10025')
    .option('--cases <n>', 'how many headers', count, 2000)
    .option('--seed <n>', 'the same seed makes the same headers', count, 1)
    .addOption(browserOption())
    .action(fuzz);
}

async function fuzz(options: Options): Promise<void> {
  const sessions = await Promise.all(chooseBrowsers(options.browser).map((browser) => startSession(browser, stockProfile)));
  const squadron = new Squadron(sessions);
  try {
    const cases = sampleCases(options.cases, options.seed);
    console.log(`${String(cases.length)} cases from seed ${String(options.seed)}`);
    const outcomes = await squadron.fly(cases, (key, ms) => {
      console.log(`${key}: ${(ms / 1000).toFixed(1)} s, ${((cases.length * 1000) / ms).toFixed(0)} cases a second`);
    });
    const disagreements = compareAll(cases, outcomes).filter((one) => one !== undefined);
    console.log(`${String(disagreements.length)} cases on which a browser and the documents differ; shrinking one for each cause`);
    const some = group(disagreements)
      .slice(0, shrunkCauses)
      .flatMap(({ examples }) => examples[0] ?? []);
    const shrunk = await shrinkAll(some, async (tries) => compareAll(tries, await squadron.fly(tries)));
    const groups = countedGroups(group(shrunk), disagreements);
    for (const [index, one] of groups.entries()) console.log(`\n${String(index + 1)}. ${describe(one)}`);
    mkdirSync(outputFolder, { recursive: true });
    const file = `${outputFolder}/${fuzzFile}`;
    const results: FuzzResults = { cases: options.cases, seed: options.seed, browsers: squadron.keys, groups: groups.flatMap(plain) };
    writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
    console.log(`\n${String(groups.length)} causes; ${file}`);
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
  if (squadron.keys.length < sessions.length) throw new UserError('a browser failed on the way; the results of the others are kept');
}

type Outcomes = Readonly<Record<string, readonly Outcome[]>>;

/** Browsers that take the same cases side by side. One that fails is left behind, with a sentence that says why. */
class Squadron {
  #flying: readonly Session[];

  constructor(sessions: readonly Session[]) {
    this.#flying = sessions;
  }

  /** The keys of the browsers that have not failed. */
  get keys(): string[] {
    return this.#flying.map(({ identity }) => identity.key);
  }

  async fly(cases: readonly FuzzCase[], done?: (key: string, ms: number) => void): Promise<Outcomes> {
    const flown = this.#flying.map(async (session) => {
      const started = performance.now();
      const { key } = session.identity;
      try {
        const outcomes = await fly(cases, session.browser, session.world);
        done?.(key, performance.now() - started);
        return [[key, outcomes] as const];
      } catch (error) {
        console.error(`${key}: ${firstLine(error)}`);
        this.#flying = this.#flying.filter((one) => one !== session);
        return [];
      }
    });
    return Object.fromEntries((await Promise.all(flown)).flat());
  }
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
