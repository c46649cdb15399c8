import type { HeaderLines } from '../../../servers/cache-case.ts';
import { control, etag, forgetting, fresh, old, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

/** A field that is stored, comes again with a 304, and comes back with the next hit. */
function updated(field: string, weight: Weight, stored: string | undefined, fresher: string | undefined): JudgedCase {
  const line = (value: string | undefined): HeaderLines => (value === undefined ? [] : [[field, value]]);
  const name = `${field.toLowerCase()}${stored === undefined ? '-added' : fresher === undefined ? '-kept' : ''}`;
  return steps(
    name,
    weight,
    sections.updating,
    [
      { responseHeaders: [...control('max-age=0'), ...etag, ...line(stored)] },
      { status: 304, responseHeaders: [...fresh, ...etag, ...line(fresher)] },
      {},
    ],
    [field.toLowerCase()],
  );
}

/** What a 304 changes in the stored response. */
export const updateCases: readonly JudgedCase[] = [
  updated('X-Test', 'required', '1', '2'),
  updated('X-Test', 'required', undefined, '2'),
  updated('X-Test', 'required', '1', undefined),
  updated('Test-Header', 'required', 'one', 'two'),
  updated('Content-Language', 'required', 'en', 'de'),
  updated('Content-Disposition', 'required', 'inline', 'attachment'),
  updated('Content-Security-Policy', 'observed', "default-src 'self'", "default-src 'none'"),
  updated('X-Frame-Options', 'observed', 'SAMEORIGIN', 'DENY'),
  updated('X-Content-Type-Options', 'observed', 'nosniff', 'sniff'),
  updated('Content-Type', 'allowed', 'text/plain', 'text/html'),
  updated('Content-Foo', 'required', '1', '2'),
  updated('Content-Location', 'required', 'one', 'two'),
  updated('Link', 'required', '</one>; rel=help', '</two>; rel=help'),
  updated('Server', 'required', 'one', 'two'),
  updated('Vary', 'required', 'X-One', 'X-Two'),
  updated('Warning', 'required', '299 - one', '299 - two'),
  updated('Referrer-Policy', 'observed', 'origin', 'no-referrer'),
  updated('Access-Control-Allow-Origin', 'observed', '*', 'null'),
  updated('Timing-Allow-Origin', 'observed', '*', 'null'),
  updated('Retry-After', 'required', '1', '2'),
  steps('expires-later', 'required', sections.updating, [
    { responseHeaders: [['Expires', { now: -3600 }], ...etag] },
    { status: 304, responseHeaders: [['Expires', { now: 3600 }], ...etag] },
    {},
  ]),
  steps('max-age-shorter', 'required', sections.updating, [
    { responseHeaders: [...control('max-age=0'), ...etag] },
    { status: 304, responseHeaders: [...control('max-age=0'), ...etag] },
    {},
  ]),
  steps('becomes-no-store', 'observed', sections.updating, [
    { responseHeaders: [...control('max-age=0'), ...etag] },
    { status: 304, responseHeaders: [...control('no-store, max-age=3600'), ...etag], ...forgetting },
    {},
  ]),
  steps('date-makes-it-young', 'allowed', sections.updating, [
    { responseHeaders: [...fresh, ...old, ...etag] },
    { status: 304, responseHeaders: etag },
    {},
  ]),
  steps('date-alone-makes-it-young', 'allowed', sections.updating, [
    { responseHeaders: [...fresh, ['Date', { now: -7200 }], ...etag] },
    { status: 304, responseHeaders: etag },
    {},
  ]),
  steps('still-old-after-304', 'required', sections.age, [
    { responseHeaders: [...fresh, ...old, ...etag] },
    { status: 304, responseHeaders: [...old, ...etag] },
    {},
  ]),
];
