import { createHash } from 'node:crypto';
import { embeddings } from '../../harness/catalogue/embeddings.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, rfc9110 } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
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

interface Values {
  readonly way: Way;
  readonly size: Size;
}

/** Longer addresses than any browser is known to send, and one body of a size that no address ever has. */
function omit({ way, size }: Values): string | undefined {
  if (!isPost(way)) return sizes[size] > 4 * mega ? 'no browser is known to send addresses of more than two megabytes' : undefined;
  if (sizes[size] < mega) return 'every larger body shows it too';
  return way === 'form-post' && size === '256MB' ? 'no field of a form is that large' : undefined;
}
const sizesOf = (way: Way): readonly Size[] => sizeNames.filter((size) => omit({ way, size }) === undefined);

/** Short messages of the same way that a browser has seen through after each that is to be long. */
const rounds = 4;
/** Longest wait for an address that was typed: nothing tells when a browser has given one up. */
const typedDeadlineMs = 20_000;
/** Longest wait for the rest of 16 MB. */
const bodyDeadlineMs = 60_000;
/** A quarter of a gigabyte takes its time on a busy machine. */
const sentDeadlineMs = 500_000;

const pathAt = ({ way, size }: Values): string => `/long/${way}/${size}`;
const roundPath = (values: Values, round: number): string => `/short/${String(round)}${pathAt(values)}`;
const roundPaths = (values: Values): readonly string[] => Array.from({ length: rounds }, (_, round) => roundPath(values, round));
const arrivalOf = (values: Values, log: VisitLog): Arrival | undefined =>
  log.arrivals.find((arrival) => pathOf(arrival) === pathAt(values));

/** True when a body is what the page was to send: the field of a form, or nothing but the letter x. */
function isWhole({ body }: Arrival, { way, size }: Values): boolean {
  const digest = createHash('sha256');
  const [start, chunk] = [way === 'form-post' ? 'x=' : '', 'x'.repeat(mega)];
  digest.update(start);
  for (let left = sizes[size] - start.length; left > 0; left -= mega) digest.update(left < mega ? chunk.slice(0, left) : chunk);
  return body.sha256 === digest.digest('hex');
}

function read(values: Values, log: VisitLog): Reading {
  const arrival = arrivalOf(values, log);
  if (arrival !== undefined) {
    if (isPost(values.way)) return { seen: isWhole(arrival, values) ? 'arrived' : `arrived-otherwise-with-${String(arrival.body.length)}` };
    const { length } = arrivalUrl(arrival);
    return { seen: length === sizes[values.size] ? 'arrived' : `arrived-with-${String(length)}` };
  }
  if (!log.browserEnded()) return { seen: 'no-request' };
  const tried = sizesOf(values.way);
  const before = tried[tried.indexOf(values.size) - 1];
  // The messages go from the shortest to the longest, so the first that did not come is the one that ended the browser.
  const isFirst = before === undefined || log.arrivalAt(roundPath({ ...values, size: before }, rounds - 1)) !== undefined;
  return isFirst
    ? { seen: 'browser-ended' }
    : { seen: 'browser-ended', inconclusive: 'the browser had ended in the middle of a shorter address' };
}

const uris = rfc9110('4.1', 'URI References');
/** What RFC 9110 recommends that every sender and recipient supports at least, in octets. */
const supportedByAll = 8000;

/** The driver goes to one long address after the other. */
function typeAll(stage: Stage): readonly Step[] {
  return sizesOf('typed').flatMap((size): readonly Step[] => [
    type(`${stage.at('same-origin', pathAt({ way: 'typed', size }))}?`.padEnd(sizes[size], 'x')),
    {
      do: 'await',
      what: `an address of ${size}`,
      until: (log) => arrivalOf({ way: 'typed', size }, log) !== undefined,
      optional: true,
      deadlineMs: typedDeadlineMs,
    },
  ]);
}

/** A form's long body is sent on another connection than the short ones after it, which may be there before its end is. */
const awaitBodies: Step = {
  do: 'await',
  what: 'the ends of the long forms',
  until: (log) => sizesOf('form-post').every((size) => arrivalOf({ way: 'form-post', size }, log) !== undefined),
  optional: true,
  deadlineMs: bodyDeadlineMs,
};

export default check({
  id: 'post/limits',
  title: 'How long an address a browser sends, and how long a body',
  clauses: [uris],
  claims: ['GP-7'],
  axes: { way: perVisit(ways), size: sideBySide(sizeNames) },
  omit,
  visit: ({ way }, stage) => {
    const messages = sizesOf(way).map((size) => ({
      url: stage.at('same-origin', pathAt({ way, size })),
      octets: sizes[size],
      after: roundPaths({ way, size }).map((path) => stage.at('same-origin', path)),
    }));
    const shorts = sizesOf(way).flatMap((size) => roundPaths({ way, size }));
    return {
      recipes: {
        ...Object.fromEntries(shorts.map((path) => [path, embeddings.iframe.answer(path, [])])),
        '/long/*': { status: 204 },
        '/sender': page('sendLong', { way, messages, reportAs: 'sent' }),
      },
      ownBrowser: { mayEnd: true },
      steps:
        way === 'typed'
          ? typeAll(stage)
          : [type(stage.at('same-origin', '/sender')), awaitReport('sent', sentDeadlineMs), ...(way === 'form-post' ? [awaitBodies] : [])],
    };
  },
  read,
  expect: ({ way, size }) => (!isPost(way) && sizes[size] <= supportedByAll ? [expectation(uris, 'arrived')] : []),
  evidence: (values, log) => {
    const arrival = arrivalOf(values, log);
    // The target itself would only fill the report.
    return { arrivals: arrival === undefined ? [] : [{ ...arrival, target: pathOf(arrival) }] };
  },
});
