import { documentsAt, outcomesOf, takeRounds, type Place } from '../../harness/catalogue/partitions.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { carried, sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { CookieJarModel, type SettingContext } from '../../harness/oracles/cookie-jar/index.ts';
import { chips, partitionKey } from '../../harness/oracles/cookie-partition.ts';
import { cookieStoreHeader } from '../../harness/oracles/cookie-store-header.ts';
import { noCookieStore, type CookieStoreInit, type DocumentAct } from '../../servers/document-acts.ts';
import { text } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** On top, below another site, and below another site that stands below its own. */
const placeNames = ['top', 'in-A', 'in-A-in-itself'] as const satisfies readonly Place[];
type At = (typeof placeNames)[number];
type Means = SettingContext['api'];
const means = ['http', 'script', 'cookie-store'] as const satisfies readonly Means[];

/** What else stands in the header, and in front of the cookie's name. */
interface Variant {
  readonly attributes: string;
  readonly prefix?: string;
  /** What says the same to `cookieStore.set()`, where it can be said. */
  readonly store?: Partial<CookieStoreInit>;
}
const variants = {
  'None-Secure': { attributes: 'SameSite=None; Secure', store: { sameSite: 'none' } },
  'Partitioned-None-Secure': { attributes: 'Partitioned; SameSite=None; Secure', store: { sameSite: 'none', partitioned: true } },
  'Partitioned-Lax-Secure': { attributes: 'Partitioned; SameSite=Lax; Secure', store: { sameSite: 'lax', partitioned: true } },
  'Partitioned-Strict-Secure': { attributes: 'Partitioned; SameSite=Strict; Secure', store: { sameSite: 'strict', partitioned: true } },
  'Partitioned-Secure': { attributes: 'Partitioned; Secure' },
  'Partitioned-None': { attributes: 'Partitioned; SameSite=None' },
  'Partitioned-Lax': { attributes: 'Partitioned; SameSite=Lax' },
  Partitioned: { attributes: 'Partitioned' },
  'lower-case': { attributes: 'partitioned; samesite=none; secure' },
  'with-a-value': { attributes: 'Partitioned=false; SameSite=None; Secure' },
  HttpOnly: { attributes: 'Partitioned; SameSite=None; Secure; HttpOnly' },
  'Max-Age': { attributes: 'Partitioned; SameSite=None; Secure; Max-Age=3600' },
  __Host: { prefix: '__Host-', attributes: 'Partitioned; SameSite=None; Secure', store: { sameSite: 'none', partitioned: true } },
} as const satisfies Readonly<Record<string, Variant>>;
type VariantName = keyof typeof variants;
const variantNames = Object.keys(variants) as VariantName[];

interface Cell {
  readonly at: At;
  readonly set: Means;
  readonly variant: VariantName;
}

const nameOf = ({ at, set, variant }: Cell): string => `${(variants[variant] as Variant).prefix ?? ''}${at}.${set}.${variant}`;

function initOf(cell: Cell): CookieStoreInit | undefined {
  const { store } = variants[cell.variant] as Variant;
  return store === undefined ? undefined : { name: nameOf(cell), value: '1', ...store };
}

/** The header that sets the cookie, or what stands for it. */
function headerOf(cell: Cell): string {
  const init = cell.set === 'cookie-store' ? initOf(cell) : undefined;
  return init === undefined ? `${nameOf(cell)}=1; Path=/; ${variants[cell.variant].attributes}` : cookieStoreHeader(init);
}

const setting = (at: At): string => `/cookies-of/${at}`;
const asking = (at: At): string => `/cookies-for/${at}`;
const actsAt = (at: At): readonly DocumentAct[] => [
  { do: 'fetch', url: setting(at) },
  ...variantNames.map((variant): DocumentAct => ({ do: 'assign', cookie: headerOf({ at, set: 'script', variant }) })),
  ...variantNames.flatMap((variant): DocumentAct[] => {
    const init = initOf({ at, set: 'cookie-store', variant });
    return init === undefined ? [] : [{ do: 'store', init }];
  }),
  { do: 'fetch', url: asking(at) },
  { do: 'read' },
];

type Seen = 'sent-and-read' | 'only-sent' | 'only-read' | 'neither';

function see(log: VisitLog, cell: Cell): Seen | undefined {
  const request = log.arrivalAt(asking(cell.at));
  const read = outcomesOf(log, cell.at)?.at(-1)?.read;
  if (request === undefined || read === undefined) return undefined;
  const pair = `${nameOf(cell)}=1`;
  const sent = headerValues(request, 'cookie').some((line) => line.split('; ').includes(pair));
  const readable = read.split('; ').includes(pair);
  if (sent) return readable ? 'sent-and-read' : 'only-sent';
  return readable ? 'only-read' : 'neither';
}

const isThirdParty = (at: At): boolean => partitionKey(documentsAt(at)).crossSite;
const wellKnown = ['None-Secure', 'Partitioned-None-Secure'] as const;

function read(cell: Cell, log: VisitLog): Reading {
  const outcomes = outcomesOf(log, cell.at) ?? [];
  if (cell.set === 'cookie-store' && outcomes.some(({ failure }) => failure === noCookieStore)) {
    return { unsupported: 'this browser has no cookieStore' };
  }
  const seen = see(log, cell);
  if (seen === undefined) return { seen: 'no-request', inconclusive: 'the document there did not ask for its cookies' };
  const gets = wellKnown.some((variant) => see(log, { at: cell.at, set: 'http', variant }) === 'sent-and-read');
  if (seen !== 'neither' || gets) return { seen };
  return { seen, masked: isThirdParty(cell.at) ? 'a third party gets no cookie at all' : 'not even a plain cookie was returned' };
}

const storage = rfc10025('5.7', 'Storage Model');
const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');

function expect(cell: Cell): readonly Expectation[] {
  const { at, set: api } = cell;
  const url = documentsAt(at).at(-1) ?? documentsAt(at)[0];
  const kept = new CookieJarModel().set(headerOf(cell), { url, api, sameSite: !isThirdParty(at), now: new Date() });
  if (kept.outcome !== 'stored') return [expectation(storage, 'neither')];
  const seen: Seen = kept.cookie.httpOnly ? 'only-sent' : 'sent-and-read';
  if (kept.cookie.partitioned) return [expectation(chips, kept.cookie.secureOnly ? seen : 'neither')];
  // RFC 10025 leaves the other third-party cookies to each user agent (7.1).
  return isThirdParty(at) ? [] : [expectation(retrieval, seen)];
}

export default check({
  id: 'cookies/partitioned-attribute',
  title: 'Partitioned asks for Secure and changes nothing else of what a cookie must be',
  clauses: [chips, storage, rfc10025('7.1', 'Third-Party Cookies')],
  axes: { at: sideBySide(placeNames), set: sideBySide(means), variant: carried(variantNames) },
  omit: (cell) => (cell.set === 'cookie-store' && initOf(cell) === undefined ? 'cookieStore cannot ask for such a cookie' : undefined),
  visit: (_, stage) =>
    takeRounds(
      stage,
      placeNames.map((place) => ({ name: place, place, acts: actsAt(place) })),
      Object.fromEntries(
        placeNames.map((at) => [
          setting(at),
          text(
            'text/plain',
            'ok',
            variantNames.map((variant) => ['set-cookie', headerOf({ at, set: 'http', variant })] as const),
          ),
        ]),
      ),
    ),
  read,
  expect,
  evidence: ({ at }, log) => ({
    arrivals: [log.arrivalAt(setting(at)), log.arrivalAt(asking(at))].filter((one): one is Arrival => one !== undefined),
    page: log.reported(at),
  }),
});
