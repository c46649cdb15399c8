import { lackOf, probed, probeInRealms, realms, realmUrl, type Realm } from '../../harness/catalogue/realms.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { putHeader } from '../../harness/oracles/forbidden-headers.ts';
import { writers, type HeaderProbe, type NamedHeader, type Writer } from '../../servers/header-probes.ts';
import { text } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';

/** Headers that a script puts on a request; the last ones are ordinary. */
const headers = {
  Cookie: { name: 'Cookie', value: 'script=1' },
  'cookie-in-lower-case': { name: 'cookie', value: 'script=1' },
  'cookie-in-upper-case': { name: 'COOKIE', value: 'script=1' },
  Cookie2: { name: 'Cookie2', value: 'script=1' },
  'Set-Cookie': { name: 'Set-Cookie', value: 'script=1' },
  'Set-Cookie2': { name: 'Set-Cookie2', value: 'script=1' },
  'method-override-TRACE': { name: 'X-HTTP-Method-Override', value: 'TRACE' },
  'method-override-list-with-TRACK': { name: 'X-Method-Override', value: 'GET, track' },
  'method-override-PUT': { name: 'X-HTTP-Method-Override', value: 'PUT' },
  Accept: { name: 'Accept', value: 'text/script' },
  'X-Cookie': { name: 'X-Cookie', value: 'script=1' },
} as const satisfies Readonly<Record<string, NamedHeader>>;
type Header = keyof typeof headers;
const headerNames = Object.keys(headers) as Header[];

interface Cell {
  readonly realm: Realm;
  readonly writer: Writer;
  readonly header: Header;
}

const nameOf = ({ writer, header }: Omit<Cell, 'realm'>): string => `${writer}/${header}`;
const pathOf = ({ realm, ...cell }: Cell): string => `/request/${realm}/${nameOf(cell)}`;

/** What arrived; or the error that kept the request from leaving. */
function see(cell: Cell, log: VisitLog): string | undefined {
  const outcome = probed(log, cell.realm, nameOf(cell));
  const arrival = log.arrivalAt(pathOf(cell));
  if (outcome === undefined || arrival === undefined) return outcome?.failure;
  const { name, value } = headers[cell.header];
  return headerValues(arrival, name).some((line) => line.includes(value)) ? 'sent' : 'left-out';
}

function read(cell: Cell, log: VisitLog): Reading {
  const seen = see(cell, log);
  if (seen === undefined) return { seen: 'silent', inconclusive: 'the script never told' };
  const control = see({ ...cell, header: cell.writer === 'fetch-no-cors' ? 'Accept' : 'X-Cookie' }, log);
  if (seen === 'left-out' && control !== 'sent') return { seen, masked: 'not even an ordinary header was sent' };
  return { seen };
}

const forbidden = fetchStandard('forbidden-request-header', 'forbidden request-header');

export default check({
  id: 'cookies/request-headers',
  title: 'No script puts a Cookie header on its own request',
  clauses: [forbidden, fetchStandard('concept-headers-append', 'append a header to a Headers object')],
  axes: { realm: sideBySide(realms), writer: sideBySide(writers), header: sideBySide(headerNames) },
  omit: ({ realm, writer }) => lackOf(realm, writer),
  visit: (_, stage) => {
    const journey = probeInRealms(stage, (realm) =>
      Object.fromEntries(
        writers
          .filter((writer) => lackOf(realm, writer) === undefined)
          .flatMap((writer) => headerNames.map((header) => ({ writer, header })))
          .map(({ writer, header }) => {
            const url = realmUrl(stage, 'own', pathOf({ realm, writer, header }));
            const probe: HeaderProbe = { do: 'send', writer, url, header: headers[header] };
            return [nameOf({ writer, header }), probe];
          }),
      ),
    );
    return { ...journey, recipes: { ...journey.recipes, '/request/*': text('text/plain', 'ok', [['cache-control', 'no-store']]) } };
  },
  read,
  expect: ({ writer, header }) => {
    const { name, value } = headers[header];
    const put = putHeader(writer === 'fetch-no-cors' ? 'request-no-cors' : 'request', name, value);
    return [expectation(forbidden, put === 'kept' ? 'sent' : 'left-out')];
  },
  evidence: (cell, log) => {
    const arrival = log.arrivalAt(pathOf(cell));
    return { arrivals: arrival === undefined ? [] : [arrival], page: probed(log, cell.realm, nameOf(cell)) };
  },
});
