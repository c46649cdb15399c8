import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import type { Display } from './display.ts';
import { endTree } from './end-tree.ts';
import { openLifeline, type Lifeline } from './lifeline.ts';
import { DriverError, type FoundBrowser, type Lane, type Profile } from './port.ts';
import { windowProgramSettings } from './webkit-settings.ts';
import { windowProgram } from './window-program.ts';

/** A session was once refused in about seven starts, before any page was there; a refused start is simply done again. */
const startAttempts = 4;
/** Longest wait for the window of one start, in milliseconds. */
const startDeadlineMs = 30_000;

/** A browser with its driver. */
export interface Running {
  readonly session: WebDriver;
  readonly service: ChildProcess;
  readonly lifeline: Lifeline;
}

/** Ends the driver service with everything that it started. */
export async function endSession({ service, lifeline }: Omit<Running, 'session'>): Promise<void> {
  await endTree(service);
  lifeline.close();
}

/** Starts a driver service and a session on it. @throws DriverError when none came in several attempts. */
export async function startSession(found: FoundBrowser, lane: Lane, profile: Profile, folder: string, display: Display): Promise<Running> {
  const problems: unknown[] = [];
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    try {
      return await tryToStart(found, lane, profile, folder, display);
    } catch (error) {
      problems.push(error);
    }
  }
  const last = problems.at(-1);
  throw new DriverError(
    `${found.key} did not start in ${String(startAttempts)} attempts: ${last instanceof Error ? last.message : String(last)}`,
    { cause: last },
  );
}

/** Rejects when the window ended or did not come in time; the driver service itself would wait for it for ever. */
function startFailed({ cut }: Lifeline): Promise<never> {
  return new Promise((_, reject) => {
    const over = AbortSignal.any([cut, AbortSignal.timeout(startDeadlineMs)]);
    over.addEventListener('abort', () => {
      reject(new DriverError(cut.aborted ? 'the window ended at once' : `no window came within ${String(startDeadlineMs)} ms`));
    });
  });
}

async function tryToStart(found: FoundBrowser, lane: Lane, profile: Profile, folder: string, display: Display): Promise<Running> {
  const port = await freePort();
  const service = spawn(found.executable, [`--port=${String(port)}`], {
    env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  const lifeline = await openLifeline(join(folder, 'lifeline'));
  try {
    await listening(port, service);
    const settings = windowProgramSettings(lane, profile, folder, lifeline.path);
    const capabilities = new Capabilities({
      browserName: 'Originwatch',
      pageLoadStrategy: 'none',
      acceptInsecureCerts: true,
      'webkitgtk:browserOptions': { binary: windowProgram, args: [JSON.stringify(settings)] },
    });
    const session = await Promise.race([
      new Builder()
        .usingServer(`http://127.0.0.1:${String(port)}`)
        .withCapabilities(capabilities)
        .build(),
      startFailed(lifeline),
    ]);
    return { session, service, lifeline };
  } catch (error) {
    await endSession({ service, lifeline });
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the driver service answers its status address. */
async function listening(port: number, service: ChildProcess): Promise<void> {
  const deadline = performance.now() + 10_000;
  let failure: Error | undefined;
  service.once('error', (error) => (failure = error));
  while (performance.now() < deadline) {
    if (failure !== undefined)
      throw new DriverError(`the WebKit driver did not start: ${failure.message}; install it (Debian: apt-get install webkit2gtk-driver)`);
    if (service.exitCode !== null) throw new DriverError(`the WebKit driver ended with status ${String(service.exitCode)}`);
    const answered = await fetch(`http://127.0.0.1:${String(port)}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new DriverError('the WebKit driver did not answer within 10 s');
}
