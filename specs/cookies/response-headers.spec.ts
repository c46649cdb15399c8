import { lackOf, probed, probeInRealms, realms, realmUrl, type Realm } from '../../harness/catalogue/realms.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard, type Clause } from '../../harness/model/authority.ts';
import { carried, sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { isResponseHeaderVisible, type Reading as Response } from '../../harness/oracles/forbidden-headers.ts';
import { readers, type HeaderProbe, type Reader } from '../../servers/header-probes.ts';
import { text, type Recipe } from '../../servers/recipe.ts';

/** Where the response comes from and what it exposes, and how the script asks for it. */
const responses = {
  'same-origin': { type: 'basic', credentials: true, exposes: '' },
  'same-origin-exposed': { type: 'basic', credentials: true, exposes: 'Set-Cookie, Set-Cookie2, X-Plain' },
  cors: { type: 'cors', credentials: false, exposes: '' },
  'cors-exposed': { type: 'cors', credentials: false, exposes: 'Set-Cookie, Set-Cookie2, X-Plain' },
  'cors-exposed-all': { type: 'cors', credentials: false, exposes: '*' },
  'cors-credentials-exposed': { type: 'cors', credentials: true, exposes: 'Set-Cookie, Set-Cookie2, X-Plain' },
  'cors-credentials-exposed-all': { type: 'cors', credentials: true, exposes: '*' },
  'no-cors': { type: 'opaque', credentials: true, exposes: 'Set-Cookie, Set-Cookie2, X-Plain' },
} as const satisfies Readonly<Record<string, Response>>;
type ResponseName = keyof typeof responses;
const responseNames = Object.keys(responses) as ResponseName[];

const headers = ['Set-Cookie', 'Set-Cookie2', 'X-Plain', 'Content-Type'] as const;

interface Cell {
  readonly realm: Realm;
  readonly reader: Reader;
  readonly response: ResponseName;
  readonly header: (typeof headers)[number];
}

const asksFor = ({ reader, response }: Pick<Cell, 'reader' | 'response'>): boolean => !(reader.startsWith('xhr') && response === 'no-cors');
const nameOf = ({ reader, response }: Pick<Cell, 'reader' | 'response'>): string => `${reader}/${response}`;
const pathOf = (cell: Pick<Cell, 'realm' | 'reader' | 'response'>): string => `/response/${cell.realm}/${nameOf(cell)}`;

function answer({ exposes }: Response): Recipe {
  return text('text/plain', 'ok', [
    ['set-cookie', 'n=v; Path=/nowhere'],
    ['set-cookie2', 'm=w'],
    ['x-plain', 'plain'],
    ['access-control-allow-origin', '{origin}'],
    ['access-control-allow-credentials', 'true'],
    ...(exposes === '' ? [] : [['access-control-expose-headers', exposes] as const]),
  ]);
}

function see({ header, ...cell }: Cell, log: VisitLog): string | undefined {
  const outcome = probed(log, cell.realm, nameOf(cell));
  if (outcome?.said === undefined) return outcome?.failure;
  return outcome.said.split(' ').includes(header) ? 'visible' : 'hidden';
}

function read(cell: Cell, log: VisitLog): Reading {
  const seen = see(cell, log);
  if (seen === undefined || log.arrivalAt(pathOf(cell)) === undefined) return { seen: 'silent', inconclusive: 'the script never told' };
  // What this reader can see at all; getSetCookie can see nothing else.
  const control = see({ ...cell, response: 'same-origin', header: 'X-Plain' }, log);
  if (seen === 'hidden' && control !== 'visible' && cell.reader !== 'fetch-getSetCookie') {
    return { seen, masked: 'the script did not even see an ordinary header of its own origin' };
  }
  return { seen };
}

const filtered: Clause = fetchStandard('forbidden-response-header-name', 'forbidden response-header name');
const exposed: Clause = fetchStandard('concept-filtered-response-cors', 'CORS filtered response');

export default check({
  id: 'cookies/response-headers',
  title: 'No script sees the Set-Cookie of a response, whatever the response exposes',
  clauses: [filtered, exposed],
  claims: ['CK-2'],
  axes: {
    realm: sideBySide(realms),
    reader: sideBySide(readers),
    response: sideBySide(responseNames),
    header: carried(headers),
  },
  omit: ({ realm, reader, response, header }) => {
    const lack = lackOf(realm, reader);
    if (lack !== undefined) return lack;
    if (!asksFor({ reader, response })) return 'XMLHttpRequest has no no-cors mode';
    return reader === 'fetch-getSetCookie' && header !== 'Set-Cookie' ? 'getSetCookie() asks for no other header' : undefined;
  },
  visit: (_, stage) => {
    const probesFor = (realm: Realm): Record<string, HeaderProbe> =>
      Object.fromEntries(
        readers
          .filter((reader) => lackOf(realm, reader) === undefined)
          .flatMap((reader) => responseNames.map((response) => ({ reader, response })))
          .filter(asksFor)
          .map(({ reader, response }) => {
            const { type, credentials } = responses[response];
            const probe: HeaderProbe = {
              do: 'read',
              reader,
              url: realmUrl(stage, type === 'basic' ? 'own' : 'other', pathOf({ realm, reader, response })),
              mode: type === 'opaque' ? 'no-cors' : 'cors',
              credentials,
              names: headers,
            };
            return [nameOf({ reader, response }), probe];
          }),
      );
    const journey = probeInRealms(stage, probesFor);
    const answers = realms.flatMap((realm) =>
      readers.flatMap((reader) =>
        responseNames.map((response) => [pathOf({ realm, reader, response }), answer(responses[response])] as const),
      ),
    );
    return { ...journey, recipes: { ...journey.recipes, ...Object.fromEntries(answers) } };
  },
  read,
  expect: ({ response, header }) => [
    expectation(
      header.startsWith('Set-Cookie') ? filtered : exposed,
      isResponseHeaderVisible(header, responses[response]) ? 'visible' : 'hidden',
    ),
  ],
  evidence: ({ realm, reader, response }, log) => {
    const arrival = log.arrivalAt(pathOf({ realm, reader, response }));
    return { arrivals: arrival === undefined ? [] : [arrival], page: probed(log, realm, nameOf({ reader, response })) };
  },
});
