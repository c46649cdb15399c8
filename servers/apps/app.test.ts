import { expect, test } from 'vitest';
import { findApp, type App } from './app.ts';

const app: App = { answer: () => undefined };
const apps = { '/bank': app, '/bank/deep': app };

test.each([
  ['/bank', '/bank'],
  ['/bank?x', '/bank'],
  ['/bank/login', '/bank'],
  ['/bank/deep/er?x=/bank', '/bank/deep'],
  ['/banking', undefined],
  ['/', undefined],
])('%s is answered by what stands at %s', (target, path) => {
  expect(findApp(apps, target)?.path).toBe(path);
});
