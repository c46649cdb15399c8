import { expect, test } from 'vitest';
import { AwaitedTimeout } from '../../servers/wire-log.ts';
import type { RealWindow } from '../browsers/port.ts';
import { watch } from './watch.ts';

type Screen = Pick<RealWindow, 'still' | 'changed' | 'mostlyChanged' | 'restored' | 'picture'>;

const never = (_from: number, over: AbortSignal): Promise<void> =>
  new Promise((_resolve, reject) => {
    over.addEventListener('abort', () => {
      reject(new Error('over'));
    });
  });

const frame = { width: 0, height: 0, pixels: Buffer.alloc(0) };

/** A screen that changes after the deed, or shows for ever what it showed. */
function screen(changes: boolean): Screen {
  const soon = (happens: boolean, until: AbortSignal): Promise<boolean> =>
    happens
      ? Promise.resolve(true)
      : new Promise((resolve) => {
          until.addEventListener('abort', () => {
            resolve(false);
          });
        });
  return {
    still: () => Promise.resolve(frame),
    changed: (_before, until) => soon(changes, until),
    mostlyChanged: (_known, until) => soon(!changes, until),
    restored: (_frame, until) => soon(!changes, until),
    picture: () => Promise.resolve(Buffer.from('PNG')),
  };
}

test('what comes ends the watching, and the sight says between which arrivals', async () => {
  const arrivals: never[] = [];
  const act = (): Promise<void> => Promise.resolve(void (arrivals.length = 3));
  const { sight } = await watch(screen(false), { arrivals }, act, (from) => (from === 0 ? Promise.resolve() : Promise.reject(new Error())));
  expect(sight).toEqual({ from: 0, to: 3, ended: 'come' });
});

test('something on the screen ends it too, with a picture', async () => {
  const { sight } = await watch(screen(true), { arrivals: [] }, () => Promise.resolve(), never);
  expect(sight).toEqual({ from: 0, to: 0, ended: 'screen', picture: Buffer.from('PNG') });
});

test('who goes by arrivals alone takes nothing on the screen for an end', async () => {
  const late = (): Promise<void> => Promise.reject(new AwaitedTimeout('waited in vain'));
  const { sight } = await watch(screen(true), { arrivals: [] }, () => Promise.resolve(), late, { byArrivalsOnly: true });
  expect(sight).toMatchObject({ ended: 'patience' });
});

test('who waits for what was on the screen before takes nothing else for it', async () => {
  const late = (): Promise<void> => Promise.reject(new AwaitedTimeout('waited in vain'));
  const watched = (changes: boolean) =>
    watch(screen(changes), { arrivals: [] }, () => Promise.resolve(), changes ? late : never, { restored: frame });
  expect((await watched(false)).sight).toMatchObject({ ended: 'screen' });
  expect((await watched(true)).sight).toMatchObject({ ended: 'patience' });
});

test('who waits for another page than those they know takes a small change for none', async () => {
  const late = (): Promise<void> => Promise.reject(new AwaitedTimeout('waited in vain'));
  const watched = (changes: boolean) =>
    watch(screen(changes), { arrivals: [] }, () => Promise.resolve(), changes ? late : never, { unlike: [frame] });
  expect((await watched(false)).sight).toMatchObject({ ended: 'screen' });
  expect((await watched(true)).sight).toMatchObject({ ended: 'patience' });
});

test('where nothing comes and nothing shows, patience ends it', async () => {
  const late = (): Promise<void> => Promise.reject(new AwaitedTimeout('waited in vain'));
  const { sight } = await watch(screen(false), { arrivals: [] }, () => Promise.resolve(), late);
  expect(sight).toMatchObject({ ended: 'patience', picture: Buffer.from('PNG') });
});

test('a deed that fails, and a wait that fails, are errors', async () => {
  const failed = Promise.reject(new Error('no such key'));
  await expect(watch(screen(true), { arrivals: [] }, () => failed, never)).rejects.toThrow('no such key');
  const late = (): Promise<void> => Promise.reject(new Error('the page failed'));
  await expect(watch(screen(false), { arrivals: [] }, () => Promise.resolve(), late)).rejects.toThrow('the page failed');
});
