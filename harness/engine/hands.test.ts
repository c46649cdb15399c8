import { expect, test } from 'vitest';
import { Unsupported, type Browser, type Profile, type RealWindow } from '../browsers/port.ts';
import { Hands } from './hands.ts';

/** A browser that counts the windows it opens and those that are closed again. */
function countingBrowser(): { browser: Browser; opened: () => number; closed: () => number } {
  let [opened, closed] = [0, 0];
  const openWindow = (): Promise<RealWindow> => {
    opened += 1;
    return Promise.resolve({ close: () => Promise.resolve(void (closed += 1)) } as RealWindow);
  };
  return { browser: { openWindow } as Browser, opened: () => opened, closed: () => closed };
}

test('the window of one visit is that of the next, until it is let go', async () => {
  const { browser, opened, closed } = countingBrowser();
  const hands = new Hands(browser);
  expect(await hands.take()).toBe(await hands.take());
  await hands.letGo();
  await hands.letGo();
  await hands.take();
  expect([opened(), closed()]).toEqual([2, 1]);
});

test('where there can be no window it says why, and asks again next time', async () => {
  let asked = 0;
  const openWindow = (): Promise<RealWindow> => Promise.reject(new Unsupported(`no display ${String((asked += 1))}`));
  const hands = new Hands({ openWindow } as Browser);
  expect(await hands.take()).toEqual(new Unsupported('no display 1'));
  expect(await hands.take()).toEqual(new Unsupported('no display 2'));
});

test('a window may be set otherwise than its browser', async () => {
  const asked: (Profile | undefined)[] = [];
  const openWindow: Browser['openWindow'] = (changes) => {
    asked.push(changes);
    return Promise.resolve({} as RealWindow);
  };
  const changes = { name: 'changed' };
  await new Hands({ openWindow } as Browser, changes).take();
  expect(asked).toEqual([changes]);
});
