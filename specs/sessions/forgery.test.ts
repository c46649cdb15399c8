import { afterAll, expect, test, vi } from 'vitest';
import { attacks, cookieCredentials, sessionCookie, type CookieCredential } from '../../harness/catalogue/forgery.ts';
import { fakeVerdicts } from '../../harness/engine/fake-verdicts.ts';
import { defences } from '../../servers/apps/defences.ts';
import { startWorld } from '../../servers/world.ts';
import check from './forgery.spec.ts';

// 1,260 cells are judged each time, which a loaded machine takes its time for.
vi.setConfig({ testTimeout: 60_000 });

const world = await startWorld();
afterAll(() => world.close());

const credentials = [...Object.keys(cookieCredentials), 'header-token'];

/** A browser that makes every request with every cookie, or with none, at banks whose defences stop what `stops` says. */
function verdictsWith(cookies: boolean, stops: (defence: string) => boolean): Promise<ReadonlyMap<string, string>> {
  const names = cookies ? Object.keys(cookieCredentials).map((name) => sessionCookie(name as CookieCredential).name) : [];
  const header = names.map((name) => ['Cookie', `${name}=1`] as const);
  const booksOf = (defence: string): Record<string, number> => {
    const moved = cookies && !stops(defence) ? ['own', ...Object.keys(attacks)] : ['own'];
    return Object.fromEntries(credentials.flatMap((credential) => moved.map((account) => [`${credential}/owner/${account}`, 99])));
  };
  return fakeVerdicts(check, world, (url, page) => {
    if (url.pathname === '/login') page.report('logged-in', {});
    if (url.pathname === '/attack') {
      for (const defence of Object.keys(defences)) {
        for (const attack of Object.keys(attacks)) page.arrive(`/bank/${defence}/transfer/${attack}`, header);
      }
      for (const name of ['forged', 'forged-left']) page.report(name, {});
    }
    if (url.pathname === '/audit') page.report('books', Object.fromEntries(Object.keys(defences).map((name) => [name, booksOf(name)])));
  });
}

test('money that moves through a defence deviates, and without one only where the cookie stays away', async () => {
  const verdicts = await verdictsWith(true, () => false);
  for (const defence of ['double-submit', 'signed-double-submit', 'origin-check', 'fetch-metadata', 'custom-header']) {
    expect(verdicts.get(`cross-site/auto-form-post/${defence}/None-Secure`), defence).toBe('deviates');
  }
  expect(verdicts.get('cross-site/auto-form-post/none/None-Secure')).toBe('conforms');
  expect(verdicts.get('cross-site/auto-form-post/none/Lax')).toBe('deviates');
  expect(verdicts.get('cross-site/img/none/Partitioned')).toBe('deviates');
  expect(verdicts.get('cross-site/fetch-cors-json/none/None-Secure')).toBe('deviates');
  expect(verdicts.get('cross-site/fetch-cors-json/none/header-token')).toBe('deviates');
  expect(verdicts.get('same-site/form-post/double-submit/Strict')).toBe('conforms');
  expect(verdicts.get('same-site/form-post/signed-double-submit/Strict')).toBe('deviates');
});

test('one broken defence turns its own cells only', async () => {
  const whole = await verdictsWith(true, () => true);
  const broken = await verdictsWith(true, (defence) => defence !== 'origin-check');
  expect(whole.get('cross-site/form-post/origin-check/None-Secure')).toBe('conforms');
  expect(broken.get('cross-site/form-post/origin-check/None-Secure')).toBe('deviates');
  const turned = [...whole].filter(([id, verdict]) => broken.get(id) !== verdict).map(([id]) => id.split('/')[2]);
  expect(new Set(turned)).toEqual(new Set(['origin-check']));
});

test('where no cookie of a third party comes, that no money moved says nothing', async () => {
  const verdicts = await verdictsWith(false, () => true);
  expect(verdicts.get('cross-site/img/none/None-Secure')).toBe('masked');
  expect(verdicts.get('cross-site/img/origin-check/None-Secure')).toBe('masked');
  expect(verdicts.get('cross-site/img/none/header-token')).toBe('conforms');
  expect(verdicts.get('cross-site/link-click/none/Lax')).toBe('deviates');
  expect(verdicts.get('cross-site/window-open/none/Lax')).toBe('unsupported');
});
