import { documentsAt, outcomesOf, placeNames, takeRounds, type Place } from '../../harness/catalogue/partitions.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { carried, sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { chips, isSamePartition, partitionKey } from '../../harness/oracles/cookie-partition.ts';
import { text } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** Both kinds ask to be sent everywhere. */
const kinds = { partitioned: 'SameSite=None; Partitioned', unpartitioned: 'SameSite=None' } as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];

interface Cookie {
  readonly set: Place;
  readonly cookie: Kind;
}
interface Cell extends Cookie {
  readonly asked: Place;
}

/** Each round is a document's own request, so that what the request's client is cannot be in doubt. */
const setRound = (place: Place): string => `set-${place}`;
const askRound = (place: Place): string => `ask-${place}`;
const cookiesOf = (place: Place): string => `/cookies-of/${place}`;
const cookiesFor = (place: Place): string => `/cookies-for/${place}`;

const pair = ({ set, cookie }: Cookie): string => `${set}.${cookie}=1`;
const key = (place: Place): ReturnType<typeof partitionKey> => partitionKey(documentsAt(place));
const isFirstParty = (place: Place): boolean => !key(place).crossSite;
const isHome = ({ set, asked }: Pick<Cell, 'set' | 'asked'>): boolean => isSamePartition(key(set), key(asked));

type Seen = 'sent-and-read' | 'only-sent' | 'only-read' | 'neither';

/** Undefined when the document at the place never asked. */
function see(log: VisitLog, { asked, ...cookie }: Cell): Seen | undefined {
  const request = log.arrivalAt(cookiesFor(asked));
  const read = outcomesOf(log, askRound(asked))?.[1]?.read;
  if (request === undefined || read === undefined) return undefined;
  const sent = headerValues(request, 'cookie').some((line) => line.split('; ').includes(pair(cookie)));
  const readable = read.split('; ').includes(pair(cookie));
  if (sent) return readable ? 'sent-and-read' : 'only-sent';
  return readable ? 'only-read' : 'neither';
}

function read(cell: Cell, log: VisitLog): Reading {
  const seen = see(log, cell);
  if (seen === undefined) return { seen: 'no-request', inconclusive: 'the document there did not ask for its cookies' };
  if (seen !== 'neither') return { seen };
  if (see(log, { set: 'top', asked: 'top', cookie: 'unpartitioned' }) === 'neither') {
    return { seen, masked: 'this browser did not even return a first-party cookie' };
  }
  if (isHome(cell)) {
    const others = see(log, { ...cell, cookie: 'unpartitioned' });
    return isFirstParty(cell.asked) || others !== 'neither'
      ? { seen }
      : { seen, masked: 'a third party gets none of its cookies back there, partitioned or not' };
  }
  const there = placeNames.some((asked) => isHome({ ...cell, asked }) && see(log, { ...cell, asked }) !== 'neither');
  return there ? { seen } : { seen, masked: 'the cookie was not there where it was set either, so it was probably never stored' };
}

const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');

/** RFC 10025 leaves the third-party cookies that are not partitioned to each user agent (7.1). */
function expect(cell: Cell): readonly Expectation[] {
  if (cell.cookie === 'partitioned') return [expectation(chips, isHome(cell) ? 'sent-and-read' : 'neither')];
  return isFirstParty(cell.set) && isFirstParty(cell.asked) ? [expectation(retrieval, 'sent-and-read')] : [];
}

/** What `browser/third-party-cookies` asks. */
const elsewhere: readonly Place[] = ['top', 'in-A', 'in-C'];
const unpartitionedFrom: readonly Place[] = ['top', 'in-A', 'in-A-in-itself'];

export default check({
  id: 'cookies/partitioned',
  title: 'A partitioned cookie is there below the top-level site that it was set below, and nowhere else',
  clauses: [chips, retrieval, rfc10025('7.1', 'Third-Party Cookies')],
  axes: { set: sideBySide(placeNames), asked: sideBySide(placeNames), cookie: carried(kindNames) },
  omit: ({ set, asked, cookie }) => {
    if (set !== 'in-C' && elsewhere.includes(set) && elsewhere.includes(asked)) return 'browser/third-party-cookies asks this';
    return cookie === 'unpartitioned' && !unpartitionedFrom.includes(set) ? 'three places show how the other cookies go' : undefined;
  },
  visit: (_, stage) =>
    takeRounds(
      stage,
      [
        ...placeNames.map((place) => ({
          name: setRound(place),
          place,
          acts: [{ do: 'fetch', url: cookiesOf(place) } as const],
          serves: { set: place },
        })),
        ...placeNames.map((place) => ({
          name: askRound(place),
          place,
          acts: [{ do: 'fetch', url: cookiesFor(place) } as const, { do: 'read' } as const],
          serves: { asked: place },
        })),
      ],
      Object.fromEntries(
        placeNames.map((set) => [
          cookiesOf(set),
          text(
            'text/plain',
            'ok',
            kindNames.map((cookie) => ['set-cookie', `${pair({ set, cookie })}; Path=/; Secure; ${kinds[cookie]}`] as const),
          ),
        ]),
      ),
    ),
  read,
  expect,
  evidence: ({ set, asked }, log) => ({
    arrivals: [log.arrivalAt(cookiesOf(set)), log.arrivalAt(cookiesFor(asked))].filter((one): one is Arrival => one !== undefined),
    page: log.reported(askRound(asked)),
  }),
});
