import type { CookieCase, Means, SetStep } from '../../harness/catalogue/cookie-case.ts';
import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { leftText, numberedCookies, numbersIn } from '../../harness/catalogue/numbered-cookies.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

interface Crowd {
  /** How many cookies are set, host by host, by the labels in front of the case's own. */
  readonly set: readonly { readonly host?: string; readonly count: number; readonly attributes?: string }[];
  readonly askedAt?: string;
}

const onOneHost = (count: number): Crowd => ({ set: [{ count }] });

/** Four hosts of one site with 50 each. */
const four: Crowd['set'] = [{ count: 50 }, { host: 'two', count: 50 }, { host: 'three', count: 50 }, { host: 'four', count: 50 }];

const crowds = {
  'host-50': onOneHost(50),
  'host-60': onOneHost(60),
  'host-150': onOneHost(150),
  'host-180': onOneHost(180),
  'host-181': onOneHost(181),
  'host-200': onOneHost(200),
  'host-400': onOneHost(400),
  'domain-50': { set: [{ count: 50, attributes: '; Domain={host}' }] },
  'domain-400': { set: [{ count: 400, attributes: '; Domain={host}' }] },
  'four-hosts-200-asked-at-first': { set: four },
  'four-hosts-200-asked-at-last': { set: four, askedAt: 'four' },
  'before-a-sub-domain-sets-400': { set: [{ count: 5 }, { host: 'sub', count: 400 }] },
  'after-a-sub-domain-set-400': { set: [{ host: 'sub', count: 400 }, { count: 5 }] },
} as const satisfies Readonly<Record<string, Crowd>>;
type Name = keyof typeof crowds;

/** The least that RFC 10025 wants kept; beyond it a browser may keep as many as it likes. */
const least = 50;

function caseOf(by: Means, { set, askedAt }: Crowd): CookieCase {
  let first = 1;
  const steps = set.map(({ host, count, attributes = '' }): SetStep => {
    const lines = numberedCookies(first, count, attributes);
    first += count;
    return { via: by, set: lines, ...(host === undefined ? {} : { host }) };
  });
  return { ownDomain: true, set: steps, ...(askedAt === undefined ? {} : { ask: { host: askedAt } }) };
}

const limits = rfc10025('6.1', 'Limits');

const cases = cookieCases({
  id: 'cookies/count',
  title: 'How many cookies a host can have, and what its neighbours have to do with it',
  clauses: [limits, rfc10025('5.7', 'Storage Model')],
  axes: { by: sideBySide<readonly Means[]>(['http', 'script']), crowd: sideBySide(Object.keys(crowds) as Name[]) },
  caseOf: ({ by, crowd }) => caseOf(by, crowds[crowd]),
  clause: limits,
  observe: (cookies) => leftText(numbersIn(cookies)),
});

export default check({
  ...cases,
  expect: (values) => {
    const { set, askedAt }: Crowd = crowds[values.crowd];
    const atHome = set.filter(({ host }) => host === askedAt).reduce((sum, { count }) => sum + count, 0);
    return atHome <= least ? cases.expect(values) : [];
  },
});
