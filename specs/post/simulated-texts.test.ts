import { expect, test } from 'vitest';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import { visitLog, type VisitLog } from '../../harness/model/journey.ts';
import { judge } from '../../harness/model/verdict.ts';
import { WireLog, type Arrival } from '../../servers/wire-log.ts';
import encoding from './encoding.spec.ts';
import overheard from './overheard.spec.ts';

const url = new URL('https://www.a-x.test/');
const got = (target: string): Arrival => fakeArrival(url, target, [], 'GET', 0);
const posted = (target: string, text: string): Arrival => ({
  ...fakeArrival(url, target, [], 'POST', 0),
  body: { length: text.length, sha256: '', text },
});

/** The log of a visit to which this one request came; its page took its encoding for `charset`. */
function logOf(arrival: Arrival, charset = '', heard?: string): VisitLog {
  const log = new WireLog();
  log.record(arrival);
  log.report({ name: 'sent', value: { charset }, arrival });
  return visitLog(log, [], { heard: new Set(heard === undefined ? [] : [heard]) });
}

test.each([
  ['a path goes in UTF-8 whatever the page', 'windows-1252', 'link-path', got('/to/link-path/e-acute/%C3%A9'), 'conforms'],
  ['not in the page’s own encoding', 'windows-1252', 'link-path', got('/to/link-path/e-acute/%E9'), 'deviates'],
  ['a query goes in the page’s encoding', 'windows-1252', 'link-query', got('/to/link-query/e-acute?%E9'), 'conforms'],
  ['not in UTF-8', 'windows-1252', 'link-query', got('/to/link-query/e-acute?%C3%A9'), 'deviates'],
  ['a script asks in UTF-8', 'GBK', 'fetch-query', got('/to/fetch-query/e-acute?%C3%A9'), 'conforms'],
  ['not as its page would', 'GBK', 'fetch-query', got('/to/fetch-query/e-acute?%A8%A6'), 'deviates'],
  ['a form sends what its page is written in', 'GBK', 'form-text', posted('/to/form-text/e-acute', 'field=\xa8\xa6\r\n'), 'conforms'],
  ['not UTF-8', 'GBK', 'form-text', posted('/to/form-text/e-acute', 'field=\xc3\xa9\r\n'), 'deviates'],
] as const)('%s', (_, charset, way, arrival, kind) => {
  const values = { charset, way, text: 'e-acute' };
  const kindIn = (own: string): string => judge(encoding.read(values, logOf(arrival, own)), encoding.expect(values)).kind;
  expect(kindIn(charset)).toBe(kind);
  expect(kindIn('UTF-16LE')).toBe('inconclusive');
});

test('a browser that lets somebody on the way read what goes over https deviates', () => {
  const kind = (part: string, arrival: Arrival, heard?: string): string => {
    const values = { scheme: 'https', part };
    return judge(overheard.read(values, logOf(arrival, '', heard)), overheard.expect(values)).kind;
  };
  const query = got('/to/link-get?secret-x-link-get');
  const body = posted('/to/fetch-post', 'secret-x-fetch-post');
  expect([kind('link-get', query), kind('link-get', query, 'secret-x-link-get')]).toEqual(['conforms', 'deviates']);
  expect([kind('fetch-post', body), kind('fetch-post', body, 'secret-x-fetch-post')]).toEqual(['conforms', 'deviates']);
  expect(kind('form-post', body, 'secret-x-fetch-post')).toBe('inconclusive');
});
