import { expect, test } from 'vitest';
import { chooseOffer, versionsOf, type Offer } from './offer.ts';
import { parseRequest, satisfies, type Product } from './request.ts';

const offer = (product: Product, version: string, builder = 'test'): Offer => ({
  product,
  version,
  builder,
  source: { kind: 'npm', package: 'p', version: '1' },
});
const offers = [
  offer('chromium', '150.0.100', 'bookworm'),
  offer('chromium', '150.0.181'),
  offer('chromium', '156.0.79', 'first'),
  offer('chromium', '156.0.79', 'second'),
  offer('chromium-headless-shell', '126'),
  offer('webkitgtk', '2.52.6'),
];

test('a request is a product and a version, and webkit means WebKitGTK', () => {
  expect(parseRequest('chromium-headless-shell@83')).toEqual({ product: 'chromium-headless-shell', version: '83' });
  expect(parseRequest('webkit@2.52')).toEqual({ product: 'webkitgtk', version: '2.52' });
  for (const text of ['chromium', 'chromium@', 'chromium@new', 'opera@1', 'chromium@1.', '@1', 'chromium@1/../x']) {
    expect(() => parseRequest(text)).toThrow(`«${text}» is not a product and a version such as chromium@150; the products are chromium, `);
  }
});

test('a version stands for those that it begins, number by number', () => {
  const request = parseRequest('chromium@15');
  expect(satisfies('15', request)).toBe(true);
  expect(satisfies('15.1', request)).toBe(true);
  expect(satisfies('150', request)).toBe(false);
});

test('the newest that fits is taken, and of two the first', () => {
  expect(chooseOffer(parseRequest('chromium@150'), offers).version).toBe('150.0.181');
  expect(chooseOffer(parseRequest('chromium@150.0.100'), offers).builder).toBe('bookworm');
  expect(chooseOffer(parseRequest('chromium@156'), offers).builder).toBe('first');
});

test('what cannot be had is said with what can, of the same engine', () => {
  expect(() => chooseOffer(parseRequest('chromium@126'), offers)).toThrow(
    'chromium@126 cannot be had from here; what can be had is chromium: 156.0.79, 150.0.181, 150.0.100; chromium-headless-shell: 126',
  );
  expect(() => chooseOffer(parseRequest('firefox@140'), offers)).toThrow(
    'firefox@140 cannot be had from here; what can be had is firefox: none',
  );
  expect(versionsOf('webkitgtk', offers)).toBe('2.52.6');
});
