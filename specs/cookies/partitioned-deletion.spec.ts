import { documentsAt, outcomesOf, takeRounds, type Place, type Round } from '../../harness/catalogue/partitions.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { CookieJarModel, type SettingContext } from '../../harness/oracles/cookie-jar/index.ts';
import { chips, isSamePartition, partitionKey } from '../../harness/oracles/cookie-partition.ts';
import { cookieStoreHeader } from '../../harness/oracles/cookie-store-header.ts';
import { noCookieStore, type CookieStoreInit, type DocumentAct } from '../../servers/document-acts.ts';
import { text } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** The cookies at stake: a partitioned one of the site below A, and one that the site set on top and that is not partitioned. */
const homes = { partitioned: 'in-A', unpartitioned: 'top' } as const satisfies Readonly<Record<string, Place>>;
type Kind = keyof typeof homes;
const kindNames = Object.keys(homes) as Kind[];

const deleters = ['in-A', 'in-C', 'top'] as const satisfies readonly Place[];
type Deleter = (typeof deleters)[number];

/** Ways to delete a cookie of the name: a cookie that has expired, as a header or by script, and `cookieStore.delete()`. */
const ways = ['header', 'header-partitioned', 'script', 'script-partitioned', 'cookie-store', 'cookie-store-partitioned'] as const;
type Way = (typeof ways)[number];

interface Cell {
  readonly cookie: Kind;
  readonly from: Deleter;
  readonly by: Way;
}
const cells = kindNames.flatMap((cookie) => deleters.flatMap((from) => ways.map((by): Cell => ({ cookie, from, by }))));

const nameOf = ({ cookie, from, by }: Cell): string => `${cookie}.${from}.${by}`;
const asksForPartition = ({ by }: Cell): boolean => by.endsWith('-partitioned');
const deletion = (cell: Cell): string =>
  `${nameOf(cell)}=; Path=/; Secure; SameSite=None; Max-Age=0${asksForPartition(cell) ? '; Partitioned' : ''}`;

const isStore = ({ by }: Cell): boolean => by.startsWith('cookie-store');
const forgotten = (cell: Cell): CookieStoreInit => ({ name: nameOf(cell), partitioned: asksForPartition(cell) });

function deed(cell: Cell): readonly DocumentAct[] {
  if (cell.by.startsWith('header')) return [];
  if (cell.by.startsWith('script')) return [{ do: 'assign', cookie: deletion(cell) }];
  return [{ do: 'forget', init: forgotten(cell) }];
}

const settingOf = (cookie: Kind): string => `/cookies-of/${cookie}`;
const deletingFrom = (from: Deleter): string => `/deletions/${from}`;
const askingFor = (moment: 'before' | 'after', cookie: Kind): string => `/${moment}/${cookie}`;

const rounds: readonly Round[] = [
  ...kindNames.map((cookie) => ({
    name: `set-${cookie}`,
    place: homes[cookie],
    acts: [{ do: 'fetch', url: settingOf(cookie) } as const, { do: 'fetch', url: askingFor('before', cookie) } as const],
  })),
  ...deleters.map((from) => ({
    name: `delete-${from}`,
    place: from,
    acts: [{ do: 'fetch', url: deletingFrom(from) } as const, ...cells.filter((cell) => cell.from === from).flatMap(deed)],
  })),
  ...kindNames.map((cookie) => ({
    name: `ask-${cookie}`,
    place: homes[cookie],
    acts: [{ do: 'fetch', url: askingFor('after', cookie) } as const],
  })),
];

function isThere(log: VisitLog, moment: 'before' | 'after', cell: Cell): boolean | undefined {
  const request = log.arrivalAt(askingFor(moment, cell.cookie));
  return request && headerValues(request, 'cookie').some((line) => line.split('; ').includes(`${nameOf(cell)}=1`));
}

function read(cell: Cell, log: VisitLog): Reading {
  const outcomes = outcomesOf(log, `delete-${cell.from}`) ?? [];
  if (isStore(cell) && outcomes.some(({ failure }) => failure === noCookieStore)) {
    return { unsupported: 'this browser has no cookieStore' };
  }
  const after = isThere(log, 'after', cell);
  if (after === undefined) return { seen: 'no-request', inconclusive: 'the document did not ask for its cookies' };
  if (isThere(log, 'before', cell) !== true) {
    return { seen: 'never-there', masked: 'the cookie was not even returned before anything deleted it' };
  }
  return { seen: after ? 'kept' : 'deleted' };
}

const storage = rfc10025('5.7', 'Storage Model');
const cookieStoreDelete = clause('Cookie Store API', 'delete a cookie', 'https://cookiestore.spec.whatwg.org/#delete-a-cookie');

/** True when the cookie that is to delete another is not even looked at: `cookieStore.delete()` makes it Strict, also for third parties. */
function isIgnored(cell: Cell): boolean {
  const header = isStore(cell) ? cookieStoreHeader({ ...forgotten(cell), expires: 0 }) : deletion(cell);
  const api: SettingContext['api'] = isStore(cell) ? 'cookie-store' : cell.by.startsWith('script') ? 'script' : 'http';
  const documents = documentsAt(cell.from);
  const context = { url: documents.at(-1) ?? documents[0], api, sameSite: !partitionKey(documents).crossSite, now: new Date() };
  return new CookieJarModel().set(header, context).outcome === 'ignored';
}

/** CHIPS, 2.4: a cookie takes the place of another only where the partition keys are the same, none being a key of its own. */
function expect(cell: Cell): readonly Expectation[] {
  if (isIgnored(cell)) return [expectation(isStore(cell) ? cookieStoreDelete : storage, 'kept')];
  const home = partitionKey(documentsAt(homes[cell.cookie]));
  const from = partitionKey(documentsAt(cell.from));
  if (cell.cookie === 'partitioned') {
    return [expectation(chips, asksForPartition(cell) && isSamePartition(home, from) ? 'deleted' : 'kept')];
  }
  if (asksForPartition(cell)) return [expectation(chips, 'kept')];
  // Whether a third party reaches its cookies at all is left to each user agent (RFC 10025, 7.1).
  return from.crossSite ? [] : [expectation(isStore(cell) ? cookieStoreDelete : storage, 'deleted')];
}

export default check({
  id: 'cookies/partitioned-deletion',
  title: 'A partitioned cookie is deleted from its own partition only, and asked for as partitioned',
  clauses: [chips, storage, cookieStoreDelete],
  axes: { cookie: sideBySide(kindNames), from: sideBySide(deleters), by: sideBySide(ways) },
  visit: (_, stage) => {
    const attributes = { partitioned: 'SameSite=None; Partitioned', unpartitioned: 'SameSite=None' };
    return takeRounds(stage, rounds, {
      '/before/*': text('text/plain', 'ok'),
      '/after/*': text('text/plain', 'ok'),
      ...Object.fromEntries(
        kindNames.map((kind) => [
          settingOf(kind),
          text(
            'text/plain',
            'ok',
            cells
              .filter(({ cookie }) => cookie === kind)
              .map((cell) => ['set-cookie', `${nameOf(cell)}=1; Path=/; Secure; ${attributes[kind]}`] as const),
          ),
        ]),
      ),
      ...Object.fromEntries(
        deleters.map((from) => [
          deletingFrom(from),
          text(
            'text/plain',
            'ok',
            cells
              .filter((cell) => cell.from === from && cell.by.startsWith('header'))
              .map((cell) => ['set-cookie', deletion(cell)] as const),
          ),
        ]),
      ),
    });
  },
  read,
  expect,
  evidence: ({ cookie, from }, log) => ({
    arrivals: [settingOf(cookie), askingFor('before', cookie), deletingFrom(from), askingFor('after', cookie)]
      .map((path) => log.arrivalAt(path))
      .filter((one): one is Arrival => one !== undefined),
    page: log.reported(`delete-${from}`),
  }),
});
