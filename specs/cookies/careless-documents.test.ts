import { afterAll, expect, test } from 'vitest';
import type { FakePage } from '../../harness/engine/fake-browser.ts';
import { fakeVerdicts } from '../../harness/engine/fake-verdicts.ts';
import type { Check } from '../../harness/model/check.ts';
import type { VerdictKind } from '../../harness/model/verdict.ts';
import { startWorld } from '../../servers/world.ts';
import clearSiteData from './clear-site-data.spec.ts';
import documents from './documents.spec.ts';

const world = await startWorld();
afterAll(() => world.close());

/** The verdicts by cell, without the check's id, for a browser that does `behave` whatever address is typed. */
function verdictsOf(check: Check, behave: (path: string, page: FakePage) => void): Promise<ReadonlyMap<string, VerdictKind>> {
  return fakeVerdicts(check, world, (url, page) => {
    behave(url.pathname, page);
  });
}

const count = (verdicts: ReadonlyMap<string, string>, wanted: string): number =>
  [...verdicts.values()].filter((one) => one === wanted).length;

/** A browser in which every document gets the same of its cookies: `read` from the jar, and its writes arrive or not. */
function documentsAlike(read: string, writes: boolean): Promise<ReadonlyMap<string, string>> {
  return verdictsOf(documents, (path, page) => {
    if (path !== '/documents') {
      const written = writes
        ? [...(documents.axes['document']?.values ?? [])].flatMap((name) => [`write-${name}=1`, `store-${name}=1`])
        : [];
      page.arrive('/asked', [['Cookie', ['known=1', ...written].join('; ')]]);
      page.report('asked');
      return;
    }
    const outcomes = [{ read }, {}, { read }, {}];
    page.report('documents', new Proxy({}, { get: () => outcomes }));
  });
}

test('a browser whose every document gets at cookies deviates where the document is averse or of an opaque origin', async () => {
  const verdicts = await documentsAlike('known=1', true);
  expect(verdicts.get('top/read')).toBe('conforms');
  expect(verdicts.get('about-blank/read')).toBe('deviates');
  expect(verdicts.get('data/write')).toBe('deviates');
  expect(verdicts.get('sandboxed/list')).toBe('deviates');
  expect(verdicts.get('removed/write')).toBe('deviates');
  expect(count(verdicts, 'deviates')).toBeGreaterThan(25);
});

test('a browser whose documents get at no cookie is masked', async () => {
  const verdicts = await documentsAlike('', false);
  expect(verdicts.get('frame/read')).toBe('masked');
  expect(verdicts.get('top/read')).toBe('deviates');
});

/** A browser that clears all or nothing, whatever the header says. */
function clearing(kept: boolean): Promise<ReadonlyMap<string, string>> {
  const cookies = (clearSiteData.axes['cookie']?.values ?? []).map((name) => `${name}=1`).join('; ');
  const hosts = ['host', 'subdomain', 'parent', 'sibling', 'elsewhere'];
  return verdictsOf(clearSiteData, (path, page) => {
    for (const moment of ['before', 'after']) {
      if (path.startsWith(moment === 'before' ? '/set' : '/ask')) {
        for (const host of hosts) page.arrive(`/${moment}/${host}`, moment === 'before' || kept ? [['Cookie', cookies]] : []);
      }
    }
    page.report(path === '/clear' ? 'cleared' : path.slice(1));
  });
}

test('a browser that knows no Clear-Site-Data deviates where it should clear', async () => {
  const verdicts = await clearing(true);
  expect(verdicts.get('cookies/https/plain')).toBe('deviates');
  expect(verdicts.get('star/https/sibling')).toBe('deviates');
  expect(verdicts.get('cookies/https/elsewhere')).toBe('conforms');
  expect(verdicts.get('cookies/http/plain')).toBe('conforms');
  expect(count(verdicts, 'deviates')).toBe(14);
});

test('a browser that loses every cookie is masked, and deviates with the cookies of another site', async () => {
  const verdicts = await clearing(false);
  expect(verdicts.get('cookies/https/plain')).toBe('masked');
  expect(verdicts.get('cookies/https/elsewhere')).toBe('deviates');
});
