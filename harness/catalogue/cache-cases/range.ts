import type { CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import { etag, fresh, stale, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { incomplete, range } = sections;
const whole = '0123456789';
const full = (lines: HeaderLines): CacheRequest => ({ responseHeaders: [...lines, ...etag], body: whole });

/** A request for some octets, answered with just these. */
function part(first: number, last: number, lines: HeaderLines = fresh): CacheRequest {
  return {
    requestHeaders: [['Range', `bytes=${String(first)}-${String(last)}`]],
    status: 206,
    responseHeaders: [...lines, ...etag, ['Content-Range', `bytes ${String(first)}-${String(last)}/10`]],
    body: whole.slice(first, last + 1),
  };
}

/** Each case asks for numbered octets: the answers' own numbers say where they came from. */
function ranges(name: string, weight: Weight, ...requests: readonly CacheRequest[]): JudgedCase {
  return steps(name, weight, weight === 'required' ? incomplete : range, requests);
}

/** Parts of a response, and caches that may put them together. */
export const rangeCases: readonly JudgedCase[] = [
  ranges('part-then-whole', 'required', part(0, 3), { responseHeaders: fresh }),
  ranges('last-part-then-whole', 'required', part(6, 9), { responseHeaders: fresh }),
  ranges(
    'part-without-validator-then-whole',
    'required',
    { ...part(0, 3), responseHeaders: [...fresh, ['Content-Range', 'bytes 0-3/10']] },
    {},
  ),
  ranges('unasked-part-then-whole', 'required', { ...part(0, 3), requestHeaders: [] }, {}),
  ranges('part-twice', 'observed', part(0, 3), part(0, 3)),
  ranges('part-then-other-part', 'observed', part(0, 3), part(4, 7)),
  ranges('part-then-smaller-part', 'observed', part(0, 7), part(2, 5)),
  ranges('stale-part-twice', 'observed', part(0, 3, stale), part(0, 3)),
  ranges('whole-then-part', 'observed', full(fresh), part(0, 3)),
  ranges('whole-then-last-part', 'observed', full(fresh), part(6, 9)),
  ranges('stale-whole-then-part', 'observed', full(stale), part(0, 3)),
  ranges('whole-then-part-then-whole', 'observed', full(fresh), part(0, 3), {}),
  ranges('both-parts-then-whole', 'observed', part(0, 4), part(5, 9), full(fresh)),
  ranges('range-answered-in-full', 'observed', { requestHeaders: [['Range', 'bytes=0-3']], responseHeaders: fresh }, {}),
  ranges('range-unsatisfiable', 'observed', { requestHeaders: [['Range', 'bytes=90-99']], status: 416, responseHeaders: fresh }, {}),
  ranges('own-if-range', 'observed', full(fresh), {
    ...part(0, 3),
    requestHeaders: [
      ['Range', 'bytes=0-3'],
      ['If-Range', '"one"'],
    ],
  }),
];
