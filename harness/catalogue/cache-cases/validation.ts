import type { HeaderLines } from '../../../servers/cache-case.ts';
import type { Clause } from '../../model/authority.ts';
import { control, etag, forgetting, fresh, modified, stale, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const s = sections;
/** The conditions of the request are part of what is seen. */
const conditions = ['if-none-match', 'if-modified-since'];
const lastModified = 'Wed, 05 Jan 2022 10:00:00 GMT';

/** A stale response with these validators, asked for again; the origin has nothing new. */
function validators(name: string, weight: Weight, responseHeaders: HeaderLines): JudgedCase {
  const lines = [...stale, ...responseHeaders];
  return steps(name, weight, s.validation, [{ responseHeaders: lines }, { status: 304, responseHeaders }], conditions);
}

/** A fresh response is there, and the page asks with conditions of its own. */
function ownCondition(name: string, clause: Clause, field: string, value: string, status = 304): JudgedCase {
  const there = [...fresh, ...etag, ...modified];
  return steps(name, 'required', clause, [
    { responseHeaders: there },
    { requestHeaders: [[field, value]], status, responseHeaders: there },
  ]);
}

const tag = (value: string): HeaderLines => [['ETag', value]];
const date = (value: string): HeaderLines => [['Last-Modified', value]];

/** Which validators a request carries, and what is made of the answer. */
export const validationCases: readonly JudgedCase[] = [
  validators('etag', 'required', etag),
  validators('etag-weak', 'required', tag('W/"one"')),
  validators('etag-empty', 'required', tag('""')),
  validators('etag-punctuation', 'required', tag('"a/b+c=d:e;f,g h"')),
  validators('etag-backslash', 'required', tag('"a\\b"')),
  validators('etag-single-quotes', 'required', tag('"\'one\'"')),
  validators('etag-high-octets', 'required', tag('"\u00fc\u00df"')),
  validators('etag-long', 'required', tag(`"${'0123456789'.repeat(40)}"`)),
  validators('etag-without-quotes', 'observed', tag('one')),
  validators('etag-lower-case-weak', 'observed', tag('w/"one"')),
  validators('etag-unfinished', 'observed', tag('"one')),
  validators('etag-star', 'observed', tag('*')),
  validators('etag-no-value', 'observed', tag('')),
  validators('last-modified', 'required', modified),
  validators('last-modified-rfc850', 'required', date('Wednesday, 05-Jan-22 10:00:00 GMT')),
  validators('last-modified-asctime', 'required', date('Wed Jan  5 10:00:00 2022')),
  validators('last-modified-invalid', 'observed', date('yesterday')),
  validators('etag-and-last-modified', 'required', [...etag, ...modified]),
  validators('etag-weak-and-last-modified', 'required', [...tag('W/"one"'), ...modified]),
  steps('no-validator', 'required', s.validation, [{ responseHeaders: stale }, {}], conditions),
  steps(
    'changed',
    'required',
    s.validationResponse,
    [
      { responseHeaders: [...stale, ...tag('"one"')] },
      { responseHeaders: [...stale, ...tag('"two"')] },
      { status: 304, responseHeaders: tag('"two"') },
    ],
    conditions,
  ),
  steps('changed-and-fresh', 'required', s.validationResponse, [
    { responseHeaders: [...stale, ...tag('"one"')] },
    { responseHeaders: [...fresh, ...tag('"two"')] },
    {},
  ]),
  steps(
    'changed-without-validator',
    'required',
    s.validationResponse,
    [{ responseHeaders: [...stale, ...tag('"one"')] }, { responseHeaders: stale }, {}],
    conditions,
  ),
  steps('changed-and-not-stored', 'allowed', s.noStore, [
    { responseHeaders: [...stale, ...tag('"one"')] },
    { responseHeaders: control('no-store'), ...forgetting },
    {},
  ]),
  steps('validated-and-fresh', 'required', s.freshening, [
    { responseHeaders: [...control('max-age=0'), ...etag] },
    { status: 304, responseHeaders: [...fresh, ...etag] },
    {},
  ]),
  steps('validated-by-date-and-fresh', 'required', s.freshening, [
    { responseHeaders: [...control('max-age=0'), ...modified] },
    { status: 304, responseHeaders: [...fresh, ...modified] },
    {},
  ]),
  steps('validated-weakly-and-fresh', 'required', s.freshening, [
    { responseHeaders: [...control('max-age=0'), ...tag('W/"one"')] },
    { status: 304, responseHeaders: [...fresh, ...tag('W/"one"')] },
    {},
  ]),
  steps('validated-without-naming-the-validator', 'observed', s.freshening, [
    { responseHeaders: [...control('max-age=0'), ...etag] },
    { status: 304, responseHeaders: fresh },
    {},
  ]),
  steps('validated-by-another-strong-validator', 'observed', s.freshening, [
    { responseHeaders: [...control('max-age=0'), ...tag('"one"')] },
    { status: 304, responseHeaders: [...fresh, ...tag('"two"')] },
    {},
  ]),
  steps('validated-still-stale', 'required', s.freshening, [
    { responseHeaders: [...control('max-age=0'), ...etag] },
    { status: 304, responseHeaders: [...control('max-age=0'), ...etag] },
    { status: 304, responseHeaders: [...control('max-age=0'), ...etag] },
  ]),
  ownCondition('own-if-none-match', s.receivedValidation, 'If-None-Match', '"one"'),
  ownCondition('own-if-none-match-other', s.receivedValidation, 'If-None-Match', '"two"', 200),
  ownCondition('own-if-none-match-star', s.receivedValidation, 'If-None-Match', '*'),
  ownCondition('own-if-modified-since', s.receivedValidation, 'If-Modified-Since', lastModified),
  ownCondition('own-if-match', s.receivedValidation, 'If-Match', '"one"', 200),
  ownCondition('own-if-unmodified-since', s.receivedValidation, 'If-Unmodified-Since', lastModified, 200),
  ownCondition('own-if-range', s.receivedValidation, 'If-Range', '"one"', 200),
  steps('own-condition-does-not-store', 'required', s.cacheMode, [
    { requestHeaders: [['If-None-Match', '"zero"']], responseHeaders: [...fresh, ...etag] },
    { responseHeaders: fresh },
    {},
  ]),
  steps('own-condition-stale-there', 'required', s.cacheMode, [
    { responseHeaders: [...stale, ...etag] },
    { requestHeaders: [['If-None-Match', '"one"']], status: 304, responseHeaders: etag },
    { status: 304, responseHeaders: etag },
  ]),
];
