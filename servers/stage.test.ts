import { expect, test } from 'vitest';
import { Claims } from './claims.ts';
import { Stage } from './stage.ts';

const newStage = (index = 0, claims?: Claims<Stage>): Stage => new Stage('x1', index, claims);

/** Whether a promise is settled once everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

test('a gate holds until it is opened, and stays open', async () => {
  const stage = newStage();
  const waiting = [stage.passGate('leave'), stage.passGate('leave')];
  const elsewhere = stage.passGate('other');
  expect(await isSettled(Promise.race(waiting))).toBe(false);
  stage.openGate('leave');
  await Promise.all(waiting);
  await stage.passGate('leave');
  expect(await isSettled(elsewhere)).toBe(false);
});

test('the end of a stage releases whoever still waits', async () => {
  const stage = newStage();
  const held = [stage.passGate('leave'), stage.pause(60_000)];
  expect(await isSettled(Promise.race(held))).toBe(false);
  stage.end();
  await Promise.all(held);
});

test('a pause ends by itself', async () => {
  await newStage().pause(1);
});

test('URLs are on this stage’s own hosts', () => {
  const stage = newStage();
  expect(stage.at('same-origin', '/p')).toBe('https://www.a-x1.test/p');
  expect(stage.url('http', 'other-site', '/p', 'other')).toBe('http://www.b-x1.test:8080/p');
});

test('each stage has ports of its own on a host that all share, until it ends', () => {
  const claims = new Claims<Stage>();
  const [one, two] = [newStage(1, claims), newStage(2, claims)];
  expect(one.sharedHostUrl('http', 'localhost', '/p')).toBe('http://localhost:20002/p');
  expect(one.sharedHostUrl('https', '[::1]', '/p')).toBe('https://[::1]:20003/p');
  expect(two.sharedHostUrl('http', 'localhost', '/p')).toBe('http://localhost:20004/p');
  one.claim('https://example.com/');
  expect(() => two.claim('https://example.com/')).toThrow('two visits');
  one.end();
  two.claim('https://example.com/');
});

test('recipes take turns, and the last one stays', () => {
  const stage = newStage();
  const [one, two] = [{ status: 201 }, { status: 202 }];
  const recipe = { inTurn: [one, two] } as const;
  expect([1, 2, 3].map(() => stage.turnOf(recipe))).toEqual([one, two, two]);
  expect(stage.turnOf(one)).toBe(one);
});

test('a gate tells who passes from who was only released', async () => {
  const stage = newStage();
  const passed = stage.passGate('leave');
  stage.openGate('leave');
  const released = stage.passGate('other');
  stage.end();
  expect(await Promise.all([passed, released])).toEqual([true, false]);
});
