import { afterAll, expect, test } from 'vitest';
import type { FakePage } from '../../harness/engine/fake-browser.ts';
import { fakeVerdicts } from '../../harness/engine/fake-verdicts.ts';
import { cellsOf, type Check } from '../../harness/model/check.ts';
import { startWorld } from '../../servers/world.ts';
import changeEvents from './change-events.spec.ts';
import mixedContent from './mixed-content.spec.ts';

const world = await startWorld();
afterAll(() => world.close());

/** The verdicts by cell, without the check's id, for a browser that does `behave` when an address is typed. */
function verdictsOf(check: Check, behave: (page: FakePage) => void): Promise<ReadonlyMap<string, string>> {
  return fakeVerdicts(check, world, (_, page) => {
    behave(page);
  });
}

const changedCookies = [...new Set(cellsOf(changeEvents).map(({ values }) => `${values['writer'] ?? ''}-${values['change'] ?? ''}`))];

/** A browser that tells both listeners so, and marks the beginning and the end if it tells of anything. */
function telling(changed: readonly [string, string][], deleted: readonly [string][] = []): Promise<ReadonlyMap<string, string>> {
  const mark = (name: string): object => ({ changed: [[name, '1']], deleted: [] });
  const told = [mark('first'), { changed, deleted }, mark('last')];
  return verdictsOf(changeEvents, (page) => {
    page.report('heard', { heard: { window: told, 'service-worker': told } });
  });
}

test('a browser that tells of every cookie as new deviates with what is deleted, hidden, elsewhere or refused', async () => {
  const verdicts = await telling(changedCookies.map((name) => [name, '1']));
  expect(verdicts.get('window/header/new')).toBe('conforms');
  expect(verdicts.get('window/header/hidden')).toBe('deviates');
  expect(verdicts.get('service-worker/header/deleted')).toBe('deviates');
  expect(verdicts.get('window/cookie-store/for-a-path-elsewhere')).toBe('deviates');
  expect(verdicts.get('window/document-cookie/over-a-hidden-one')).toBe('deviates');
  // The wrong value.
  expect(verdicts.get('window/header/other-value')).toBe('deviates');
});

test('a browser that tells of every cookie that goes deviates with the hidden ones', async () => {
  const verdicts = await telling(
    changedCookies.filter((name) => name.endsWith('-new')).map((name) => [name, '1']),
    changedCookies.filter((name) => name.includes('deleted')).map((name) => [name]),
  );
  expect(verdicts.get('window/header/deleted')).toBe('conforms');
  expect(verdicts.get('window/header/hidden-deleted')).toBe('deviates');
});

test('a browser that tells of nothing is masked, and one without listeners is unsupported', async () => {
  const silent = await verdictsOf(changeEvents, (page) => {
    page.report('heard', { heard: { window: [] } });
  });
  expect(silent.get('window/header/new')).toBe('masked');
  expect(silent.get('service-worker/header/new')).toBe('unsupported');
});

/** A browser that asks for everything over https, with these cookies. */
function upgrading(cookies: string): Promise<ReadonlyMap<string, string>> {
  const triggers = mixedContent.axes['trigger']?.values ?? [];
  return verdictsOf(mixedContent, (page) => {
    for (const scheme of ['http', 'https']) for (const trigger of triggers) page.arrive(`/${scheme}/${trigger}`, [['Cookie', cookies]]);
    page.report('loaded');
  });
}

test('a browser that upgrades whatever a page loads deviates where it should block', async () => {
  const verdicts = await upgrading('Secure=1; not-Secure=1');
  expect(verdicts.get('none/img/Secure')).toBe('conforms');
  expect(verdicts.get('none/script/Secure')).toBe('deviates');
  expect(verdicts.get('upgrade-insecure-requests/script/not-Secure')).toBe('conforms');
});

test('a browser that sends no cookie at all is masked', async () => {
  const verdicts = await upgrading('other=1');
  expect(new Set(verdicts.values())).toEqual(new Set(['masked']));
});
