import { expectation, type Clause, type Expectation } from '../model/authority.ts';
import type { Axes, AxisValues } from '../model/axes.ts';
import { visitsOf, type Check } from '../model/check.ts';
import { cite, type Matter } from '../oracles/cookie-jar/clauses.ts';
import { permittedAnswers, type CookieJarModel } from '../oracles/cookie-jar/index.ts';
import type { CookieCase } from './cookie-case.ts';
import { placeCases, type PlacedCase, type Placement } from './cookie-placement.ts';
import { arrivalsOf, outcomesOf, readCase, type Observe } from './cookie-reading.ts';
import { replay } from './cookie-replay.ts';
import { layOutCases } from './cookie-visit.ts';

export type { CookieCase } from './cookie-case.ts';

/** What a check over such cases is made of. */
export interface CookieCases<A extends Axes> extends Pick<Check<A>, 'id' | 'title' | 'clauses' | 'claims' | 'axes' | 'omit'> {
  readonly caseOf: (values: AxisValues<A>) => CookieCase;
  /** The clause of RFC 10025 that the computed expectation rests on. */
  readonly clause: Clause | ((values: AxisValues<A>) => Clause);
  /** What the layered draft is cited for; how cookies are stored when absent. */
  readonly matter?: Matter;
  /** `cookieText` when absent. */
  readonly observe?: Observe;
}

/** Lays out a check that takes many cases through few pages; what to expect comes from the models of both documents. */
export function cookieCases<const A extends Axes>(definition: CookieCases<A>): Check<A> {
  const { caseOf, observe = cookieText, clause, matter = 'storage', ...rest } = definition;
  const visits = placeVisits(rest, caseOf);
  const find = (values: AxisValues<A>): { one: PlacedCase; placement: Placement } => {
    const key = keyOf(values);
    for (const placement of visits) {
      const one = placement.cases.get(key);
      if (one !== undefined) return { one, placement };
    }
    throw new Error(`${definition.id} has no case for ${key}`);
  };
  return {
    ...rest,
    visit: (values, stage) => layOutCases(find(values).placement, stage),
    read: (values, log) => {
      const { one, placement } = find(values);
      return readCase(one, placement.pages, observe, log);
    },
    expect: (values) => expectCase(find(values).one, typeof clause === 'function' ? clause(values) : clause, matter, observe),
    evidence: (values, log) => {
      const { one, placement } = find(values);
      return { arrivals: arrivalsOf(one, log), page: outcomesOf(one, placement.pages, log).map(({ outcome }) => outcome) };
    },
  };
}

/** The cookie-string as one line: `none`, octets outside of printable ASCII as `\xNN`, and what is long by its length. */
export function cookieText(cookies: string | null): string {
  if (cookies === null || cookies === '') return 'none';
  const shown = cookies.replace(/[^\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return shown.length <= 200 ? shown.replace(/^ | $/g, '\\x20') : `${shown.slice(0, 40)}… (${String(cookies.length)} bytes)`;
}

const keyOf = (values: object): string => Object.values(values).join('/');

/** One placement for each combination of the per-visit axes. */
function placeVisits<A extends Axes>(
  cells: Pick<Check<A>, 'id' | 'axes' | 'omit'>,
  caseOf: (values: AxisValues<A>) => CookieCase,
): readonly Placement[] {
  // Only what makes cells is looked at.
  const plans = visitsOf(cells as unknown as Check);
  return plans.map((plan) => placeCases(new Map(plan.cells.map(({ values }) => [keyOf(values), caseOf(values as AxisValues<A>)]))));
}

function expectCase(one: PlacedCase, clause: Clause, matter: Matter, observe: Observe): readonly Expectation[] {
  const now = new Date();
  const ask = (jar: CookieJarModel): string => observe(replay(one, jar, now));
  return [
    expectation(clause, ...permittedAnswers('rfc10025', ask)),
    expectation(cite('layered', matter), ...permittedAnswers('layered', ask)),
  ];
}
