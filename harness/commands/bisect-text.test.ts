import { expect, test } from 'vitest';
import { bisectText, differingCells, type Bisection } from './bisect-text.ts';

const bisection: Bisection = {
  target: 'cookies/size',
  title: 'Cookies have a greatest size',
  product: 'chromium-headless-shell',
  versions: ['83.0', '90.0', '126.0'],
  ran: ['83.0', '126.0'],
  problems: ['chromium-headless-shell 90.0: it did not start'],
  changes: [{ before: '83.0', after: '126.0', cells: [{ id: 'cookies/size/a', before: 'stored', after: 'dropped' }] }],
  returns: false,
};

test('cells that differ, and those that one side does not have', () => {
  const left = new Map([
    ['a', '1'],
    ['b', '1'],
  ]);
  const right = new Map([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);
  expect(differingCells(left, right)).toEqual([
    { id: 'b', before: '1', after: '2' },
    { id: 'c', before: 'no such cell', after: '3' },
  ]);
});

test('the text says what ran, what did not, and what changed between which versions', () => {
  expect(bisectText(bisection)).toBe(
    [
      'cookies/size: Cookies have a greatest size',
      'chromium-headless-shell: 3 versions from 83.0 to 126.0, 2 of them run (83.0, 126.0)',
      'not looked at: chromium-headless-shell 90.0: it did not start',
      '',
      'between 83.0 and 126.0: 1 cell changed',
      '  cookies/size/a: stored → dropped',
    ].join('\n'),
  );
});

test('no change, and a behaviour that comes back, are said', () => {
  expect(bisectText({ ...bisection, changes: [] })).toContain('no change: the oldest and the newest do the same');
  expect(bisectText({ ...bisection, returns: true })).toContain('An older behaviour comes back');
});
