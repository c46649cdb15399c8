import { expect, test } from 'vitest';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import { visitLog } from '../../harness/model/journey.ts';
import { judge } from '../../harness/model/verdict.ts';
import { WireLog } from '../../servers/wire-log.ts';
import withoutBfcache from './without-bfcache.spec.ts';

const url = new URL('https://www.a-x.test/');

/** What becomes of a way from `p` to `q` and back in a browser that asks for these pages on the way back and then shows `shown`. */
function back({
  shown,
  asked,
  sign = 'load',
  length = 2,
}: {
  shown: string;
  asked: readonly string[];
  sign?: string;
  length?: number;
}): string {
  const log = new WireLog();
  const values = { theme: 'pages', tour: 'back' };
  let seq = 0;
  const arrive = (page: string): void => log.record(fakeArrival(url, `/tour/back/${page}`, [], 'GET', seq++));
  const stop = (index: number, page: string, signOfIt: string, pages: number): void => {
    const place = { at: `/tour/back/${page}`, state: null, length: pages, sign: signOfIt };
    log.report({ name: `back-${String(index)}`, value: place, arrival: fakeArrival(url, '/.ow/report', [], 'POST', seq++) });
  };
  arrive('p');
  stop(0, 'p', 'load', 1);
  arrive('q');
  stop(1, 'q', 'load', 2);
  asked.forEach(arrive);
  stop(2, shown, sign, length);
  return judge(withoutBfcache.read(values, visitLog(log, [])), withoutBfcache.expect(values)).kind;
}

test('going back asks for the page of the entry and shows it', () => {
  expect(back({ shown: 'p', asked: ['p'] })).toBe('conforms');
});

test('a browser that asks for nothing, for another page, shows another or forgets the way forward deviates', () => {
  expect(back({ shown: 'p', asked: [] })).toBe('deviates');
  expect(back({ shown: 'p', asked: ['p', 'q'] })).toBe('deviates');
  expect(back({ shown: 'q', asked: ['q'] })).toBe('deviates');
  expect(back({ shown: 'p', asked: ['p'], length: 1 })).toBe('deviates');
});

test('a document that was kept all the same says nothing of a browser that keeps none', () => {
  expect(back({ shown: 'p', asked: [], sign: 'pageshow' })).toBe('masked');
});
