import { expect, it } from 'vitest';
import { mixedContent } from './mixed-content.ts';

it('upgrades images, sound and films, and blocks the rest', () => {
  expect(mixedContent({ destination: 'image' }, false)).toBe('upgraded');
  expect(mixedContent({ destination: 'video' }, false)).toBe('upgraded');
  expect(mixedContent({ destination: 'image', imageset: true }, false)).toBe('blocked');
  expect(mixedContent({ destination: 'other' }, false)).toBe('blocked');
});

it('upgrades everything where the page asks for it', () => {
  expect(mixedContent({ destination: 'other' }, true)).toBe('upgraded');
  expect(mixedContent({ destination: 'image', imageset: true }, true)).toBe('upgraded');
});
