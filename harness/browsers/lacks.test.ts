import { expect, test } from 'vitest';
import { lacksOf } from './lacks.ts';
import type { FoundBrowser } from './port.ts';

const browser: FoundBrowser = {
  key: 'chromium-1',
  engine: 'chromium',
  version: '1.0',
  build: 'test',
  mode: 'full',
  driver: 'playwright',
  executable: '/test',
};

test('only browsers that show icons ask for them', () => {
  expect(lacksOf(browser)).toEqual({});
  expect(lacksOf({ ...browser, mode: 'headless-shell' })).toHaveProperty('page-icons');
  expect(lacksOf({ ...browser, engine: 'webkit', driver: 'webdriver' })).toHaveProperty('page-icons');
});
