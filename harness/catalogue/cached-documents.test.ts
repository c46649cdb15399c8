import { describe, expect, it } from 'vitest';
import { WireLog } from '../../servers/wire-log.ts';
import { fakeArrival } from '../engine/fake-browser.ts';
import { visitLog, type VisitLog } from '../model/journey.ts';
import { readSecondTime, shownName } from './cached-documents.ts';

const path = '/document';
const control = '/control/document/https';

/** A log of these requests; `shown` are the answers that the document said it is, time after time. */
function logOf(requests: readonly { path: string; condition?: string }[], shown: readonly number[]): VisitLog {
  const log = new WireLog();
  const url = new URL('https://a.test/');
  requests.forEach((one, seq) => {
    log.record(fakeArrival(url, one.path, one.condition === undefined ? [] : [['if-none-match', one.condition]], 'GET', seq));
  });
  shown.forEach((value, index) => {
    log.report({ name: shownName(path, index + 1), value, arrival: fakeArrival(url, '/.ow/report', [], 'POST', 100 + index) });
  });
  return visitLog(log, []);
}

const once = { path };
const cached = { path: control };

describe('the second time of a document', () => {
  it.each([
    ['reused', [once], [1, 1]],
    ['validated', [once, { path, condition: '"one"' }], [1, 1]],
    ['requested', [once, once], [1, 2]],
    ['reused-then-requested', [once, once], [1, 1]],
    ['requested-3-times', [once, once, once], [1, 2]],
  ])('is %s', (seen, requests, shown) => {
    expect(readSecondTime(path, 'https', logOf([cached, ...requests], shown))).toEqual({ seen });
  });

  it('says nothing when the document was not shown again, or never asked for', () => {
    expect(readSecondTime(path, 'https', logOf([cached, once], [1]))).toHaveProperty('inconclusive');
    expect(readSecondTime(path, 'https', logOf([cached], []))).toHaveProperty('inconclusive');
  });

  it('is masked where not even the control was reused', () => {
    expect(readSecondTime(path, 'https', logOf([cached, cached, once, once], [1, 2]))).toHaveProperty('masked');
  });
});
