import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MachineLack } from '../../servers/machine-lack.ts';
import { changedShare, parseFrame, type Frame } from './desktop-frame.ts';
import { endProcess, startDisplay } from './display.ts';
import { DriverError } from './port.ts';

/** A display with a window manager, and the person in front of it: keys go to whatever has the focus, as on any desktop. */
export interface Desktop {
  /** Value for the `DISPLAY` environment variable. */
  readonly displayName: string;
  /** Presses keys, one combination after another, as xdotool names them: `F5`, `ctrl+shift+r`, `alt+Left`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Clicks so many times at a place, absent: in the middle of the screen; the pointer stays there. */
  click(times: number, place?: Place): Promise<void>;
  /** Moves the pointer, which is on the screen like all else, out of the way. */
  rest(): Promise<void>;
  /**
   * Clicks at a place, presses keys that select what stands there, and types a text of ASCII characters over it. The click
   * is for a browser that hands keys to its page first: without it the text might come before the keys had their effect.
   */
  writeAt(place: Place, keys: string, text: string): Promise<void>;
  /** What the display shows now. */
  look(): Frame;
  /** What the display shows once it has stopped changing. @throws DriverError when it never does. */
  lookWhenStill(): Promise<Frame>;
  close(): Promise<void>;
}

/** A place on the screen, in pixels from its upper left corner. */
export type Place = readonly [x: number, y: number];

/** Programs that a desktop consists of; Debian's packages have the same names, but for Xvfb's. */
const programs = ['Xvfb', 'openbox', 'xdotool'] as const;

const [width, height] = [800, 600];
/** Where the pointer rests, away from what would react to it. */
const restingPlace = [width - 1, height - 1].map(String);
/**
 * Browsers write the address of a page anew when it has come, and what was selected is no longer: so what stands there goes at once.
 * Twice, because that may also happen between the two keys; once a key has changed what stands there, it is the person's.
 */
const emptying = ['ctrl+a', 'BackSpace', 'ctrl+a', 'BackSpace'];
/** Time between two looks at the screen, in milliseconds. */
const lookEveryMs = 30;
/** A screen is still when this many looks in a row saw the same. */
const stillLooks = 7;
/** A screen that was still so many milliseconds ago, and shows the same now, is still: nobody waits for it twice. */
const stillForMs = 150;
/** What differs by less than this share is a caret, a spinner or a status line. */
export const noticeableShare = 0.02;
/** Clicks that follow sooner, in milliseconds, count as one double click; Chromium’s reload button takes no notice of the second. */
const doubleClickMs = 700;
/** Longest wait for a window, and for a screen to come to rest, in milliseconds. */
const patienceMs = 60_000;

/** One window fills the screen, whatever it asks for, and no key belongs to the window manager. */
const windowManagerSettings = `<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor><maximized>yes</maximized></application></applications>
</openbox_config>
`;

/** Why this machine cannot have a desktop, or undefined when it can. */
export function desktopProblem(path = process.env['PATH'] ?? ''): string | undefined {
  const folders = path.split(delimiter);
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length === 0) return undefined;
  return `a person at a real window needs ${missing.join(' and ')} (Debian and Ubuntu: apt-get install xvfb openbox xdotool)`;
}

/**
 * Starts a desktop of its own; `folder` takes its files.
 * @throws MachineLack where the programs for it are missing; DriverError when one of them does not start.
 */
export async function startDesktop(folder: string): Promise<Desktop> {
  const problem = desktopProblem();
  if (problem !== undefined) throw new MachineLack(problem);
  const settings = join(folder, 'openbox.xml');
  await writeFile(settings, windowManagerSettings);
  const display = await startDisplay(['-screen', '0', `${String(width)}x${String(height)}x24`, '-fbdir', folder]);
  const environment = { ...process.env, DISPLAY: display.name };
  const manager = spawn('openbox', ['--sm-disable', '--config-file', settings], { env: environment, stdio: 'ignore' });
  const xdotool = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('xdotool', [...args], { env: environment })).stdout;
  const answers = (question: string): Promise<boolean> =>
    xdotool(question).then(
      (answer) => Number(answer) > 0,
      () => false,
    );
  /** Waits until the window manager answers with a number above zero. */
  const answered = async (question: string, what: string): Promise<void> => {
    const deadline = performance.now() + patienceMs;
    while (!(await answers(question))) {
      if (performance.now() > deadline) throw new DriverError(`waited ${String(patienceMs)} ms for ${what}`);
      await wait(lookEveryMs);
    }
  };
  try {
    await running(manager);
    // A window that is there before its manager would never get the focus.
    await answered('get_num_desktops', 'openbox to manage the display');
    await xdotool('mousemove', ...restingPlace);
  } catch (error) {
    await endProcess(manager);
    await display.close();
    throw error;
  }

  let clickedAt = -Infinity;
  // In one go: a frame that is read in pieces may be of several moments.
  const look = (): Frame => parseFrame(readFileSync(join(folder, 'Xvfb_screen0')));
  let still: { readonly frame: Frame; readonly at: number } | undefined;
  /** Whatever a person does may move the screen, after a moment. */
  const act = async (...args: readonly string[]): Promise<void> => {
    // Keys that are pressed while no window has the focus, as when one has just been closed, would go nowhere.
    await answered('getactivewindow', 'a window with the focus');
    still = undefined;
    await xdotool(...args);
  };

  return {
    displayName: display.name,
    press: (...keys) => act('key', ...keys),
    async click(times, place = [width / 2, height / 2]) {
      await wait(Math.max(0, clickedAt + doubleClickMs - performance.now()));
      await act('mousemove', ...place.map(String), 'click', '--repeat', String(times), '--delay', '40', '1');
      clickedAt = performance.now();
    },
    rest: () => act('mousemove', ...restingPlace),
    writeAt: (place, keys, text) =>
      act(
        'mousemove',
        ...place.map(String),
        'click',
        '1',
        'mousemove',
        ...restingPlace,
        'key',
        keys,
        ...emptying,
        'type',
        '--delay',
        '1',
        text,
      ),
    look,
    async lookWhenStill() {
      const deadline = performance.now() + patienceMs;
      let frame = look();
      if (still !== undefined && performance.now() - still.at < stillForMs && changedShare(still.frame, frame) < noticeableShare) {
        return frame;
      }
      for (let same = 0; same < stillLooks;) {
        if (performance.now() > deadline) throw new DriverError(`the screen did not come to rest within ${String(patienceMs)} ms`);
        await wait(lookEveryMs);
        const next = look();
        same = changedShare(frame, next) < noticeableShare ? same + 1 : 0;
        frame = next;
      }
      still = { frame, at: performance.now() };
      return frame;
    },
    async close() {
      await endProcess(manager);
      await display.close();
    },
  };
}

/** @throws DriverError when the program could not be started. */
async function running(program: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    program.once('spawn', resolve);
    program.once('error', (error) => {
      reject(new DriverError('openbox did not start; install it (Debian and Ubuntu: apt-get install openbox)', { cause: error }));
    });
  });
}
