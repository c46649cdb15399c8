import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { compareVersions, versionNumbers } from '../model/browser-key.ts';
import { UserError } from '../user-error.ts';
import type { NpmSource, Offer } from './offer.ts';
import { writeLauncher } from './launcher.ts';
import { runTool } from './run-tool.ts';

/** Publishes a headless shell for many versions of Chromium; the packages' major versions are Chromium's. */
const runningPackage = '@sparticuz/chromium';

/**
 * The headless shells of an older package, whose versions went their own way: the version of Chromium inside each, as
 * that Chromium tells it.
 */
const olderPackage = 'chrome-aws-lambda';
const insideOlderPackage: Readonly<Record<string, string>> = {
  '10.1.0': '92.0.4512.0',
  '9.1.0': '91.0.4469.0',
  '8.0.2': '90.0.4427.0',
  '6.0.0': '89.0.4389.0',
  '5.5.0': '88.0.4298.0',
  '5.4.0': '87.0.4272.0',
  '5.2.1': '85.0.4182.0',
  '5.0.0': '83.0.4103.0',
};

/** The headless shells that npm packages carry. They are built for Linux on x64 only, so elsewhere there is none. */
export async function npmOffers(): Promise<readonly Offer[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  const listed: unknown = JSON.parse(await runTool('npm', ['view', runningPackage, 'versions', '--json']));
  const running = Array.isArray(listed) ? newestOfEachMajor(listed.filter((one) => typeof one === 'string')) : [];
  return [
    ...running.map((version) => offer(majorOf(version), { kind: 'npm', package: runningPackage, version })),
    ...Object.entries(insideOlderPackage).map(([version, inside]) => offer(inside, { kind: 'npm', package: olderPackage, version })),
  ];
}

function majorOf(version: string): string {
  return version.split('.', 1)[0] ?? version;
}

function offer(version: string, source: NpmSource): Offer {
  return { product: 'chromium-headless-shell', version, builder: `npm ${source.package} ${source.version}`, source };
}

/**
 * The last version of each major, without what was published as a preview. The versions below 100 repeat a version of
 * the older package under another name.
 */
export function newestOfEachMajor(versions: readonly string[]): readonly string[] {
  const newest = new Map<number, string>();
  for (const version of versions.filter((one) => /^\d{3,}(\.\d+)+$/.test(one))) {
    const [major = 0] = versionNumbers(version);
    const known = newest.get(major);
    if (known === undefined || compareVersions(versionNumbers(known), versionNumbers(version)) < 0) newest.set(major, version);
  }
  return [...newest.values()];
}

/** Programs below the folder of a fetched shell. */
const shellFile = 'headless_shell';
const librariesFolder = 'libraries';

/**
 * Fetches a package, whose checksum npm verifies, and unpacks the shell in it, with the libraries that it brings for
 * machines without them where this is one.
 * @returns the path of the program to start, relative to `folder`.
 * @throws UserError when the package cannot be had or this machine lacks what the shell needs.
 */
export async function unpackShell(source: NpmSource, folder: string): Promise<string> {
  const name = `${source.package}@${source.version}`;
  const packed: unknown = JSON.parse(await runTool('npm', ['pack', name, '--json', '--pack-destination', folder]));
  const file = (packed as readonly { readonly filename: string }[])[0]?.filename;
  if (file === undefined) throw new UserError(`npm did not say what it fetched for ${name}`);
  const archive = join(folder, file.replace(/^@/, '').replace('/', '-'));
  const entries = (await runTool('tar', ['--list', '--file', archive])).split('\n');
  const shell = entries.find((entry) => /\/bin\/chromium[^/]*\.br$/.test(entry));
  if (shell === undefined) throw new UserError(`${name} carries no browser`);
  await decompress(archive, shell, createWriteStream(join(folder, shellFile)));
  await chmod(join(folder, shellFile), 0o755);
  const program = await withLibraries(archive, entries, folder);
  await rm(archive);
  return program;
}

/** Takes one entry out of a tar archive and decompresses it. */
async function decompress(archive: string, entry: string, into: NodeJS.WritableStream): Promise<void> {
  const tar = spawn('tar', ['--extract', '--to-stdout', '--file', archive, entry], { stdio: ['ignore', 'pipe', 'ignore'] });
  await pipeline(tar.stdout, createBrotliDecompress(), into);
}

/** The archives of libraries that the packages bring, the newest first. */
const libraryArchives = ['al2023.tar.br', 'al2.tar.br', 'aws.tar.br'];

async function withLibraries(archive: string, entries: readonly string[], folder: string): Promise<string> {
  if ((await missingLibraries(join(folder, shellFile))).length === 0) return shellFile;
  const libraries = libraryArchives.flatMap((name) => entries.find((entry) => entry.endsWith(`/bin/${name}`)) ?? [])[0];
  if (libraries === undefined) throw lacking(await missingLibraries(join(folder, shellFile)));
  const into = join(folder, librariesFolder);
  await mkdir(into);
  await decompress(archive, libraries, createWriteStream(join(into, 'libraries.tar')));
  await runTool('tar', ['--extract', '--no-same-owner', '--file', join(into, 'libraries.tar'), '--directory', into]);
  await rm(join(into, 'libraries.tar'));
  const still = await missingLibraries(join(folder, shellFile), join(into, 'lib'));
  if (still.length > 0) throw lacking(still);
  return writeLauncher(folder, shellFile, `LD_LIBRARY_PATH="$here/../${librariesFolder}/lib" exec "$here/../${shellFile}" "$@"`);
}

function lacking(libraries: readonly string[]): UserError {
  return new UserError(
    `this machine lacks ${libraries.join(', ')}, which the headless shell needs; install them (Debian: apt-get install libnss3)`,
  );
}

/** The shared libraries that a program would not find. */
async function missingLibraries(program: string, libraryPath?: string): Promise<readonly string[]> {
  const env = { ...process.env, ...(libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath }) };
  const { stdout } = await promisify(execFile)('ldd', [program], { env });
  return stdout.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? []);
}
