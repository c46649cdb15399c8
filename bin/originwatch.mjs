#!/usr/bin/env node
// npx originwatch COMMAND: starts the TypeScript of this clone as it stands, without a build.
import { fileURLToPath } from 'node:url';

try {
  const { register } = await import('tsx/esm/api');
  register();
} catch (error) {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`originwatch: the npm packages are not installed; run npm ci in ${fileURLToPath(new URL('..', import.meta.url))}`);
  process.exit(1);
}
await import('../harness/cli.ts');
