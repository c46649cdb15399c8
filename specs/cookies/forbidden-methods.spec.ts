import { lackOf, probed, probeInRealms, realms, realmUrl, type Realm } from '../../harness/catalogue/realms.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, fetchStandard, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { isForbiddenMethod } from '../../harness/oracles/forbidden-headers.ts';
import { methodChoosers, type HeaderProbe, type MethodChooser } from '../../servers/header-probes.ts';
import { text } from '../../servers/recipe.ts';

/** A server may send a TRACE request back with its Cookie header, HttpOnly cookies included. The last ones are ordinary. */
const methods = ['TRACE', 'trace', 'Trace', 'TRACK', 'track', 'CONNECT', 'connect', 'OPTIONS', 'PROPFIND', 'PURGE'] as const;
type Method = (typeof methods)[number];

interface Cell {
  readonly realm: Realm;
  readonly chooser: MethodChooser;
  readonly method: Method;
}

const nameOf = ({ chooser, method }: Omit<Cell, 'realm'>): string => `${chooser}/${method}`;
const pathOf = ({ realm, ...cell }: Cell): string => `/method/${realm}/${nameOf(cell)}`;

/** The request arrived with that method, or the error that kept it from leaving. */
function see(cell: Cell, log: VisitLog): string | undefined {
  const arrival = log.arrivalAt(pathOf(cell));
  return arrival === undefined ? probed(log, cell.realm, nameOf(cell))?.failure : `arrived-as-${arrival.method}`;
}

function read(cell: Cell, log: VisitLog): Reading {
  const seen = see(cell, log);
  if (seen === undefined) return { seen: 'silent', inconclusive: 'the script never told' };
  if (see({ ...cell, method: 'PROPFIND' }, log) !== 'arrived-as-PROPFIND') {
    return { seen, masked: 'not even an ordinary method of its own choice arrived' };
  }
  return { seen };
}

const forbidden = fetchStandard('forbidden-method', 'forbidden method');
const open = clause('XMLHttpRequest', 'open()', 'https://xhr.spec.whatwg.org/#the-open()-method');

function expect({ chooser, method }: Omit<Cell, 'realm'>): Expectation {
  if (!isForbiddenMethod(method)) return expectation(forbidden, `arrived-as-${method}`);
  return chooser === 'xhr' ? expectation(open, 'SecurityError') : expectation(forbidden, 'TypeError');
}

export default check({
  id: 'cookies/forbidden-methods',
  title: 'No script asks with TRACE, TRACK or CONNECT, by which a server could hand it its own Cookie header',
  clauses: [forbidden, open],
  axes: { realm: sideBySide(realms), chooser: sideBySide(methodChoosers), method: sideBySide(methods) },
  omit: ({ realm, chooser }) => lackOf(realm, chooser),
  visit: (_, stage) => {
    const journey = probeInRealms(stage, (realm) =>
      Object.fromEntries(
        methodChoosers
          .filter((chooser) => lackOf(realm, chooser) === undefined)
          .flatMap((chooser) => methods.map((method) => ({ chooser, method })))
          .map(({ chooser, method }) => {
            const url = realmUrl(stage, 'own', pathOf({ realm, chooser, method }));
            const probe: HeaderProbe = { do: 'choose-method', chooser, url, method };
            return [nameOf({ chooser, method }), probe];
          }),
      ),
    );
    return { ...journey, recipes: { ...journey.recipes, '/method/*': text('text/plain', 'ok', [['cache-control', 'no-store']]) } };
  },
  read,
  expect: (cell) => [expect(cell)],
  evidence: (cell, log) => {
    const arrival = log.arrivalAt(pathOf(cell));
    return { arrivals: arrival === undefined ? [] : [arrival], page: probed(log, cell.realm, nameOf(cell)) };
  },
});
