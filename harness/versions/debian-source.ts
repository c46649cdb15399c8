import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SystemTree } from '../browsers/identify.ts';
import { versionNumbers } from '../model/browser-key.ts';
import { UserError } from '../user-error.ts';
import type { Apt } from './apt.ts';
import { programsFolder, writeLauncher } from './launcher.ts';
import type { DebianSource, Offer } from './offer.ts';
import type { Product } from './request.ts';
import { runTool } from './run-tool.ts';

/** The Debian packages that make a browser. */
interface Packaging {
  readonly product: Product;
  /** The first carries the browser's version; all have the same. */
  readonly packages: readonly [string, ...string[]];
  /** Packages that come along in whatever version the release has. */
  readonly besides: readonly string[];
  readonly program: string;
  /** The lowest version that a driver of ours can drive. */
  readonly from: number;
}

const packagings: readonly Packaging[] = [
  { product: 'chromium', packages: ['chromium'], besides: [], program: '/usr/bin/chromium', from: 112 },
  { product: 'firefox', packages: ['firefox-esr'], besides: [], program: '/usr/bin/firefox-esr', from: 153 },
  { product: 'firefox', packages: ['firefox'], besides: [], program: '/usr/bin/firefox', from: 153 },
  {
    product: 'webkitgtk',
    packages: ['gir1.2-webkit2-4.1', 'webkit2gtk-driver'],
    besides: ['gjs'],
    program: '/usr/bin/WebKitWebDriver',
    from: 2,
  },
];

/** The browsers in Debian's archive. */
export async function debianOffers(apt: Apt): Promise<readonly Offer[]> {
  const versions = await apt.versions([...new Set(packagings.flatMap(({ packages }) => packages))]);
  const hasAll = (packages: readonly string[], version: string, suite: string): boolean =>
    packages.every((name) => versions.some((one) => one.name === name && one.version === version && one.suite === suite));
  return packagings.flatMap(({ product, packages, besides, program, from }) =>
    versions
      .filter(({ name, version, suite }) => name === packages[0] && hasAll(packages, version, suite))
      .flatMap(({ version, suite }) => {
        const upstream = upstreamVersion(version);
        if (upstream === undefined || (versionNumbers(upstream)[0] ?? 0) < from) return [];
        const source = { kind: 'debian', suite, packages: [...packages.map((name) => `${name}=${version}`), ...besides], program } as const;
        return [{ product, version: upstream, builder: `Debian ${suite}`, source }];
      }),
  );
}

/** `1:140.12.0esr-1~deb12u1` as `140.12.0`. */
export function upstreamVersion(version: string): string | undefined {
  return /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version)?.[1];
}

/** Files of this machine that a tree needs and no package brings. */
const filesOfTheMachine = ['passwd', 'group', 'hosts', 'nsswitch.conf'];

/** Folders that are one with their namesake in `usr`, as they are on every current system. */
const merged = ['bin', 'sbin', 'lib', 'lib64'];

/**
 * Unpacks a browser of any of Debian's releases, with the libraries of that release, into a tree of its own. Nothing is
 * installed: each of its programs gets a launcher that starts it with the tree in the place of this machine's own system.
 * @returns the launcher of the browser, relative to `folder`, and the tree.
 * @throws UserError when the packages cannot be had, or bubblewrap is missing.
 */
export async function unpackDebian(
  { suite, packages, program }: DebianSource,
  apt: Apt,
  folder: string,
): Promise<SystemTree & { program: string }> {
  if (!existsSync('/usr/bin/bwrap')) {
    throw new UserError('a browser of another Debian release needs bubblewrap to run; install it (apt-get install bubblewrap)');
  }
  const archives = await apt.download(suite, packages);
  const root = join(folder, 'tree');
  for (const name of merged) {
    await mkdir(join(root, 'usr', name), { recursive: true });
    await symlink(join('usr', name), join(root, name));
  }
  for (const archive of archives) await extract(archive, root, join(folder, 'package.tar'));
  await Promise.all(filesOfTheMachine.map((name) => copyFile(join('/etc', name), join(root, 'etc', name))));
  // No package brings it in every release: setting it is one of the steps of an installation.
  if (!existsSync(join(root, 'bin/sh'))) await symlink('dash', join(root, 'bin/sh'));
  await compileSchemas(root);
  await Promise.all(archives.map((archive) => rm(archive)));
  const launchers = [program, ...(await besideProgram(root))];
  for (const path of launchers) await writeLauncher(folder, nameOf(path), enter(path));
  return { root, programs: join(folder, programsFolder), program: join(programsFolder, nameOf(program)) };
}

/**
 * What `dpkg-deb --extract` does, but packages with folders of their own in the place of the links above go through these.
 * @param unpacked where its files may lie in between.
 */
async function extract(archive: string, root: string, unpacked: string): Promise<void> {
  const tar = createWriteStream(unpacked);
  const { stdout } = spawn('dpkg-deb', ['--fsys-tarfile', archive], { stdio: ['ignore', 'pipe', 'ignore'] });
  await pipeline(stdout, tar);
  await runTool('tar', ['--extract', '--keep-directory-symlink', '--no-same-owner', '--file', unpacked, '--directory', root]);
  await rm(unpacked);
}

/** What a WebKitGTK needs beside its driver: the program of our window's script, and the window that it ships. */
async function besideProgram(root: string): Promise<readonly string[]> {
  const paths = [
    '/usr/bin/gjs',
    ...(await runTool('find', [join(root, 'usr/lib'), '-name', 'MiniBrowser'])).split('\n').map((path) => path.slice(root.length)),
  ];
  return paths.filter((path) => path !== '' && existsSync(join(root, path)));
}

/** Another step of an installation: programs that use GLib end at once where no settings schemas are compiled. */
async function compileSchemas(root: string): Promise<void> {
  const schemas = '/usr/share/glib-2.0/schemas';
  const [compiler] = (await runTool('find', [join(root, 'usr/lib'), '-name', 'glib-compile-schemas', '-type', 'f'])).split('\n');
  if (compiler === undefined || compiler === '' || !existsSync(join(root, schemas))) return;
  const writable = ['--dev-bind', '/', '/', '--bind', join(root, 'usr'), '/usr'];
  await runTool('bwrap', [...writable, '--', compiler.slice(root.length), schemas]);
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/** The machine as it is, but for the system's own folders, which are the tree's. */
function enter(program: string): string {
  return `exec bwrap --die-with-parent --dev-bind / / --ro-bind "$here/../tree/usr" /usr --ro-bind "$here/../tree/etc" /etc -- ${program} "$@"`;
}
