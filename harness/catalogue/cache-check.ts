import type { Scheme } from '../../servers/names.ts';
import { expectation, fetchStandard, type Clause, type Expectation } from '../model/authority.ts';
import { perVisit, sideBySide } from '../model/axes.ts';
import type { Check } from '../model/check.ts';
import type { Step, VisitLog } from '../model/journey.ts';
import type { Reading } from '../model/verdict.ts';
import { allowedTraces } from '../oracles/http-cache.ts';
import { traceText } from '../oracles/http-cache-trace.ts';
import { controls, type JudgedCase } from './cache-cases/case.ts';
import { sections } from './cache-cases/sections.ts';
import { answersOf, arrivalsOf, baseOf, caseJourney, tracesOf } from './cache-visit.ts';

/** Longest wait for such requests, in milliseconds; they follow at once where they follow. */
const backgroundMs = 20_000;

const schemes: readonly Scheme[] = ['http', 'https'];

/** Says what Fetch makes of the cache: a fresh response «will be returned», a stale one is asked for conditionally. */
const throughTheCache = fetchStandard('http-network-or-cache-fetch', 'HTTP-network-or-cache fetch');

interface CaseAxes {
  readonly scheme: { sharing: 'per-visit'; values: readonly Scheme[] };
  readonly case: { sharing: 'side-by-side'; values: readonly string[] };
  // An object of axes is a record of axes.
  readonly [axis: string]: { sharing: 'per-visit' | 'side-by-side'; values: readonly string[] };
}

/** What authorities expect of a case. */
export function expectCase(spec: JudgedCase): readonly Expectation[] {
  const expected = (clause: Clause, texts: readonly string[]): readonly Expectation[] => {
    const [first, ...others] = texts;
    return first === undefined ? [] : [expectation(clause, first, ...others)];
  };
  if (spec.weight === 'observed') return [];
  const isOfFetch = spec.clause.authority === throughTheCache.authority;
  const lawful = expected(isOfFetch ? sections.constructing : spec.clause, allowedTraces(spec, 'RFC 9111'));
  if (spec.weight === 'allowed') return lawful;
  return [...lawful, ...expected(isOfFetch ? spec.clause : throughTheCache, allowedTraces(spec, 'Fetch'))];
}

/** Why nothing can be said about the cache, from the two cases that stand in every visit. */
function controlFailure(log: VisitLog): string | undefined {
  const seen = (spec: JudgedCase): string => {
    const traces = tracesOf(spec, log);
    return traces === undefined ? 'nothing' : traceText(spec, traces);
  };
  if (seen(controls.fresh) !== 'miss,hit-1')
    return `a fresh response was not reused (${seen(controls.fresh)}), so there may be no cache here at all`;
  if (seen(controls.noStore) !== 'miss,miss') return `even a response with no-store was reused (${seen(controls.noStore)})`;
  return undefined;
}

function readCase(spec: JudgedCase, log: VisitLog): Reading {
  const traces = tracesOf(spec, log);
  if (traces === undefined) return { seen: 'nothing', inconclusive: 'the page reported nothing about this case' };
  const seen = traceText(spec, traces);
  const masked = controlFailure(log);
  return masked === undefined ? { seen } : { seen, masked };
}

/** Waits for what a browser asks after it has shown a stale response; one that never asks shows that by keeping silent. */
function awaitBackground(cases: readonly JudgedCase[]): readonly Step[] {
  if (cases.length === 0) return [];
  const isOver = (spec: JudgedCase, log: VisitLog): boolean => {
    const last = tracesOf(spec, log)?.at(-1);
    return last === undefined || 'error' in last.got || last.arrivals.length > 0;
  };
  return [
    {
      do: 'await',
      what: 'the requests that refresh stale responses',
      until: (log) => cases.every((spec) => isOver(spec, log)),
      deadlineMs: backgroundMs,
      optional: true,
    },
  ];
}

/** A check whose cells are cache cases, played over http and over https. */
export function cacheCheck(definition: {
  id: string;
  title: string;
  claims?: readonly string[];
  cases: readonly JudgedCase[];
}): Check<CaseAxes> {
  const { cases, ...about } = definition;
  const byName = new Map(cases.map((one) => [one.name, one]));
  const expectations = new Map<string, readonly Expectation[]>();
  const specOf = (name: string): JudgedCase => {
    const spec = byName.get(name);
    if (spec === undefined) throw new Error(`${about.id} has no case called ${name}`);
    return spec;
  };
  return {
    ...about,
    clauses: [...new Set(cases.map(({ clause }) => clause)), throughTheCache],
    axes: { scheme: perVisit(schemes), case: sideBySide(cases.map(({ name }) => name)) },
    omit: (values) =>
      values.scheme === 'http' && specOf(values.case).ofConnection === true
        ? 'over http the proxy, not the origin, writes what belongs to the browser’s connection'
        : undefined,
    visit: ({ scheme }, stage) => {
      const journey = caseJourney([controls.fresh, controls.noStore, ...cases], (path) => stage.url(scheme, 'target', path));
      return { ...journey, steps: [...journey.steps, ...awaitBackground(cases.filter(({ background }) => background === true))] };
    },
    read: (values, log) => readCase(specOf(values.case), log),
    expect: (values) => {
      const known = expectations.get(values.case) ?? expectCase(specOf(values.case));
      expectations.set(values.case, known);
      return known;
    },
    evidence: (values, log) => {
      const spec = specOf(values.case);
      return { arrivals: arrivalsOf(spec, log), page: answersOf(baseOf(spec), log) };
    },
  };
}
