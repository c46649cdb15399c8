import { expect, test } from 'vitest';
import { Stage } from './stage.ts';

/** Whether a promise is settled once everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

test('a gate holds until it is opened, and stays open', async () => {
  const stage = new Stage('x1', 0);
  const waiting = [stage.passGate('leave'), stage.passGate('leave')];
  const elsewhere = stage.passGate('other');
  expect(await isSettled(Promise.race(waiting))).toBe(false);
  stage.openGate('leave');
  await Promise.all(waiting);
  await stage.passGate('leave');
  expect(await isSettled(elsewhere)).toBe(false);
});

test('the end of a stage releases whoever still waits', async () => {
  const stage = new Stage('x1', 0);
  const held = [stage.passGate('leave'), stage.pause(60_000)];
  expect(await isSettled(Promise.race(held))).toBe(false);
  stage.end();
  await Promise.all(held);
});

test('a pause ends by itself', async () => {
  await new Stage('x1', 0).pause(1);
});

test('URLs are on this stage’s own hosts', () => {
  const stage = new Stage('x1', 0);
  expect(stage.at('same-origin', '/p')).toBe('https://www.a-x1.test/p');
  expect(stage.url('http', 'other-site', '/p', 'other')).toBe('http://www.b-x1.test:8080/p');
});
