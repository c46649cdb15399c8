import { spawn } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { endTree } from '../browsers/end-tree.ts';
import { firstLine } from '../browsers/first-line.ts';
import { identify } from '../browsers/identify.ts';
import { makeOwnFolder, makeOwnFolderAt, removeOwnFolder } from '../browsers/own-folders.ts';
import type { FoundBrowser } from '../browsers/port.ts';
import { UserError } from '../user-error.ts';
import { recordPath, removeAbandoned, unfinishedPath, type BrowserRecord } from './cache-folder.ts';
import { unpackDebian } from './debian-source.ts';
import { unpackShell } from './npm-source.ts';
import type { Offer } from './offer.ts';
import { aptIn } from './offers.ts';
import type { VersionRequest } from './request.ts';

/** What a browser that was asked for as `chromium@150` is called. */
export function keyOf({ product, version }: VersionRequest): string {
  return `${product}-${version}`;
}

/**
 * Fetches a browser into a folder of its own below `folder`. It is only there when it has told its version: whatever
 * fails before, nothing of it stays but what a second try can go on with.
 * @throws UserError that says what failed.
 */
export async function install(request: VersionRequest, offer: Offer, folder: string): Promise<FoundBrowser> {
  const key = keyOf(request);
  removeAbandoned(folder);
  const unfinished = unfinishedPath(folder, key);
  await makeOwnFolderAt(unfinished);
  try {
    const found = { ...(await unpack(offer, unfinished, folder)), key };
    await writeFile(recordPath(unfinished), `${JSON.stringify(recordOf(found, unfinished), undefined, 2)}\n`);
    await rename(unfinished, join(folder, key));
    return found;
  } catch (error) {
    throw new UserError(`${key} could not be fetched from ${offer.builder}: ${firstLine(error)}`, { cause: error });
  } finally {
    await removeOwnFolder(unfinished);
  }
}

function recordOf({ executable, programs, ...found }: FoundBrowser, folder: string): BrowserRecord {
  return {
    ...found,
    executable: relative(folder, executable),
    ...(programs === undefined ? {} : { programs: relative(folder, programs) }),
  };
}

async function unpack({ product, builder, source }: Offer, into: string, folder: string): Promise<FoundBrowser> {
  if (source.kind === 'npm') {
    const executable = join(into, await unpackShell(source, into));
    const version = await versionOfShell(executable);
    return { key: product, engine: 'chromium', version, build: builder, mode: 'headless-shell', driver: 'playwright', executable };
  }
  const { program, ...tree } = await unpackDebian(source, aptIn(folder), into);
  return identify(product, join(into, program), tree);
}

/** Longest wait for a headless shell to start, in milliseconds. */
const startDeadlineMs = 30_000;

/** Not every headless shell tells its version when asked on the command line, so one is started and asked over its protocol. */
async function versionOfShell(executable: string): Promise<string> {
  const profile = await makeOwnFolder('version');
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const shell = spawn(executable, ['--headless', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...root], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const address = await listeningAt(shell);
    const answer = (await (await fetch(`http://${address}/json/version`)).json()) as { Browser?: string };
    const version = /\/(\d+(?:\.\d+)+)$/.exec(answer.Browser ?? '')?.[1];
    if (version === undefined) throw new UserError(`it told «${answer.Browser ?? 'nothing'}» for its version`);
    return version;
  } finally {
    await endTree(shell);
    await removeOwnFolder(profile);
  }
}

/** Where the browser says that it listens. */
function listeningAt(shell: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => reject(new UserError(`the headless shell ${why}; it said: ${said.split('\n')[0] ?? ''}`));
    const timer = setTimeout(() => fail(`did not start within ${String(startDeadlineMs)} ms`), startDeadlineMs);
    const end = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    shell.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on ws:\/\/([^/\s]+)/.exec(said)?.[1];
      if (address !== undefined) end(() => resolve(address));
    });
    shell.once('error', (error) => end(() => fail(`cannot be run (${error.message})`)));
    shell.once('exit', () => end(() => fail('ended at once')));
  });
}
