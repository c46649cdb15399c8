import { expect, test } from 'vitest';
import { isSameSite } from './site.ts';

// Rows of HTML's table below «schemelessly same site», and hosts without a registrable domain.
test.each([
  ['https://example.com', 'https://sub.example.com', true],
  ['https://example.com', 'https://sub.other.example.com', true],
  ['https://example.com:8443', 'https://example.com', true],
  ['http://example.com', 'https://example.com', false],
  ['https://example.com', 'https://example.org', false],
  ['https://r.bs.github.io', 'https://sub.r.bs.github.io', true],
  ['https://a.github.io', 'https://b.github.io', false],
  ['https://github.io', 'https://a.github.io', false],
  ['https://a.co.uk', 'https://b.co.uk', false],
  ['https://198.18.0.1', 'https://198.18.0.1', true],
  ['https://198.18.0.1', 'https://198.18.0.2', false],
  ['https://[2001:db8::1]', 'https://[2001:db8::1]:8443', true],
  ['https://localhost', 'https://localhost', true],
  ['https://localhost', 'https://app.localhost', false],
])('%s and %s: %s', (left, right, same) => {
  expect(isSameSite(new URL(left), new URL(right))).toBe(same);
  expect(isSameSite(new URL(right), new URL(left))).toBe(same);
});
