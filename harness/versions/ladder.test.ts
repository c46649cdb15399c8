import { expect, test } from 'vitest';
import type { FoundBrowser } from '../browsers/port.ts';
import { ladder } from './ladder.ts';
import type { Offer } from './offer.ts';

const source = { kind: 'npm', package: 'p', version: '1' } as const;
const offer = (version: string, product: Offer['product'] = 'chromium'): Offer => ({ product, version, builder: 'test', source });
const here = (key: string, version: string): FoundBrowser => ({
  key,
  engine: 'chromium',
  version,
  build: 'test',
  mode: 'full',
  driver: 'playwright',
  executable: '/test',
});

test('each version once, the oldest first, and only of the one product', () => {
  const browsers = [
    here('chromium-156', '156.0.79'),
    here('chromium-headless-shell-126', '126.0.1'),
    here('chromium-playwright-150', '150.0'),
  ];
  const offers = [
    offer('156.0.79'),
    offer('156.0.73'),
    offer('120.0.1'),
    offer('120.0.1'),
    offer('99'),
    offer('126', 'chromium-headless-shell'),
  ];
  expect(ladder('chromium', browsers, offers).map(({ kind, version }) => `${kind} ${version}`)).toEqual([
    'offer 99',
    'offer 120.0.1',
    'offer 156.0.73',
    'here 156.0.79',
  ]);
  expect(ladder('chromium-headless-shell', browsers, offers)).toMatchObject([{ kind: 'here', version: '126.0.1' }]);
});

test('an offer is asked for by its major version where that is enough', () => {
  const rungs = ladder('chromium', [], [offer('150.0.100'), offer('150.0.181'), offer('120.0.1')]);
  expect(rungs.map((rung) => (rung.kind === 'offer' ? rung.request.version : ''))).toEqual(['120', '150.0.100', '150.0.181']);
});
