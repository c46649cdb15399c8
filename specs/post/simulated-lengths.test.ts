import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import { visitLog, type VisitLog } from '../../harness/model/journey.ts';
import { observationText } from '../../harness/model/observation.ts';
import { judge } from '../../harness/model/verdict.ts';
import { WireLog, type Arrival } from '../../servers/wire-log.ts';
import duplicates from './duplicates.spec.ts';
import limits from './limits.spec.ts';

const url = new URL('https://www.a-x.test/');
const kilo = 1024;

/** The log of a visit to which these requests came, in a browser that ended by itself or not. */
function logOf(arrivals: readonly Arrival[], ended = false): VisitLog {
  const log = new WireLog();
  for (const arrival of arrivals) log.record(arrival);
  const gone = new AbortController();
  if (ended) gone.abort();
  return visitLog(log, [], { gone: gone.signal });
}
const asked = (target: string, method = 'GET'): Arrival => fakeArrival(url, target, [], method, 0);
const posted = (target: string, text: string): Arrival => ({
  ...asked(target, 'POST'),
  body: { length: text.length, sha256: createHash('sha256').update(text).digest('hex'), text: '' },
});
const verdict = (values: Record<string, string>, log: VisitLog): string => {
  const reading = limits.read(values, log);
  return `${'seen' in reading ? observationText(reading.seen) : ''} ${judge(reading, limits.expect(values)).kind}`;
};

test('an address that comes whole, cut, or not at all', () => {
  const whole = `${url.origin}/long/link/4KB?`.padEnd(4 * kilo, 'x').slice(url.origin.length);
  expect(verdict({ way: 'link', size: '4KB' }, logOf([asked(whole)]))).toBe('arrived conforms');
  expect(verdict({ way: 'link', size: '4KB' }, logOf([asked(whole.slice(0, -96))]))).toBe('arrived-with-4000 deviates');
  expect(verdict({ way: 'link', size: '4KB' }, logOf([]))).toBe('no-request deviates');
  expect(verdict({ way: 'link', size: '1MB' }, logOf([]))).toBe('no-request unspecified');
});

test('a body that comes whole, or changed', () => {
  const megabyte = 'x'.repeat(kilo * kilo);
  expect(verdict({ way: 'fetch-post', size: '1MB' }, logOf([posted('/long/fetch-post/1MB', megabyte)]))).toBe('arrived unspecified');
  expect(verdict({ way: 'fetch-post', size: '1MB' }, logOf([posted('/long/fetch-post/1MB', megabyte.slice(1))]))).toBe(
    'arrived-otherwise-with-1048575 unspecified',
  );
});

test('of the addresses that do not come any more the first one has ended the browser', () => {
  const seen = logOf([asked('/short/3/long/form-get/512KB')], true);
  expect(verdict({ way: 'form-get', size: '1MB' }, seen)).toBe('browser-ended unspecified');
  expect(verdict({ way: 'form-get', size: '2MB' }, seen)).toBe('browser-ended inconclusive');
});

test('a browser that sends both of two planned submissions deviates, and so does one that holds the second back', () => {
  const kind = (deed: string, times: number): string => {
    const log = logOf(Array.from({ length: times }, () => asked('/submitted', 'POST')));
    return judge(duplicates.read({ method: 'post', deed }, log), duplicates.expect({ method: 'post', deed })).kind;
  };
  expect([kind('submit-twice', 1), kind('submit-twice', 2)]).toEqual(['conforms', 'deviates']);
  expect([kind('click-in-flight', 2), kind('click-in-flight', 1)]).toEqual(['conforms', 'deviates']);
});
