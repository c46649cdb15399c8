import { embeddings } from '../../harness/catalogue/embeddings.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import { page } from '../../servers/recipe.ts';
import { arrivalUrl, pathOf, type Arrival } from '../../servers/wire-log.ts';

const kilo = 1024;
const mega = kilo * kilo;
const sizes = {
  '2KB': 2 * kilo,
  '4KB': 4 * kilo,
  '8KB': 8 * kilo,
  '16KB': 16 * kilo,
  '32KB': 32 * kilo,
  '64KB': 64 * kilo,
  '128KB': 128 * kilo,
  '256KB': 256 * kilo,
  '512KB': 512 * kilo,
  '1MB': mega,
  '2MB': 2 * mega,
  '4MB': 4 * mega,
  '16MB': 16 * mega,
  '256MB': 256 * mega,
} as const;
type Size = keyof typeof sizes;
const sizeNames = Object.keys(sizes) as Size[];

/** `typed`: the driver navigates as a person who types does, since no person types that much. */
const ways = ['typed', 'link', 'form-get', 'fetch', 'form-post', 'fetch-post'] as const;
type Way = (typeof ways)[number];
const isPost = (way: Way): boolean => way.endsWith('-post');

/** Longer addresses than any browser is known to send, and one body of a size that no address ever has. */
function omit(way: Way, size: Size): string | undefined {
  if (!isPost(way)) return sizes[size] > 4 * mega ? 'no browser is known to send addresses of more than two megabytes' : undefined;
  if (sizes[size] < mega) return 'every larger body shows it too';
  return way === 'form-post' && size === '256MB' ? 'no field of a form is that large' : undefined;
}
const sizesOf = (way: Way): readonly Size[] => sizeNames.filter((size) => omit(way, size) === undefined);

/** Messages of the same way that a browser has seen through after all that were to be long. */
const rounds = 6;

const pathAt = (way: Way, size: Size): string => `/long/${way}/${size}`;
const roundPath = (way: Way, round: number): string => `/short/${way}/${String(round)}`;
const arrivalOf = (way: Way, size: Size, log: VisitLog): Arrival | undefined =>
  log.arrivals.find((arrival) => pathOf(arrival) === pathAt(way, size));

const uris = clause('RFC 9110', '4.1 URI References', 'https://www.rfc-editor.org/rfc/rfc9110.html#section-4.1');
/** What RFC 9110 recommends that every sender and recipient supports at least, in octets. */
const supportedByAll = 8000;

export default check({
  id: 'post/limits',
  title: 'How long an address a browser sends, and how long a body',
  clauses: [uris],
  claims: ['GP-7'],
  axes: { way: sideBySide(ways), size: sideBySide(sizeNames) },
  omit: ({ way, size }) => omit(way, size),
  visit: (_values, stage) => {
    const sendings = ways
      .filter((way) => way !== 'typed')
      .map((way) => ({
        way,
        messages: sizesOf(way).map((size) => ({ url: stage.at('same-origin', pathAt(way, size)), octets: sizes[size] })),
        after: Array.from({ length: rounds }, (_, round) => ({ url: stage.at('same-origin', roundPath(way, round)), octets: 200 })),
      }));
    const shorts = sendings.flatMap(({ after }) => after.map(({ url }) => new URL(url).pathname));
    return {
      recipes: {
        ...Object.fromEntries(shorts.map((path) => [path, embeddings.iframe.answer(path, [])])),
        '/long/*': page('announce', { name: 'long' }),
        '/senders': page('sendLong', { sendings, reportAs: 'sent' }),
      },
      steps: [
        type(stage.at('same-origin', '/senders')),
        awaitReport('sent'),
        ...sizesOf('typed').flatMap((size): readonly Step[] => {
          const url = `${stage.at('same-origin', pathAt('typed', size))}?`;
          return [
            type(url.padEnd(sizes[size], 'x')),
            {
              do: 'await',
              what: `an address of ${size}`,
              until: (log) => arrivalOf('typed', size, log) !== undefined,
              optional: true,
              deadlineMs: 8000,
            },
          ];
        }),
      ],
    };
  },
  read: ({ way, size }, log) => {
    const arrival = arrivalOf(way, size, log);
    if (arrival === undefined) return { seen: 'no-request' };
    const length = isPost(way) ? arrival.body.length : arrivalUrl(arrival).length;
    return { seen: length === sizes[size] ? 'arrived' : `arrived-with-${String(length)}` };
  },
  expect: ({ way, size }) => (!isPost(way) && sizes[size] <= supportedByAll ? [expectation(uris, 'arrived')] : []),
  evidence: ({ way, size }, log) => {
    const arrival = arrivalOf(way, size, log);
    // The target itself would only fill the report.
    return { arrivals: arrival === undefined ? [] : [{ ...arrival, target: pathOf(arrival) }] };
  },
});
