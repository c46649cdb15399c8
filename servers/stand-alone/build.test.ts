import { expect, test } from 'vitest';
import { standAlonePage, standAloneServer } from './build.ts';

test('the server imports nothing but what Node brings', () => {
  const imports = [...standAloneServer().matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
  expect(imports.length).toBeGreaterThan(3);
  expect(imports.filter((name) => name?.startsWith('node:') !== true)).toEqual([]);
});

test('every program of the page library makes a page of its own', async () => {
  // Typed for browsers, so not imported by name here.
  const library = new URL('../page/programs.ts', import.meta.url).href;
  const { programs } = (await import(library)) as { programs: Readonly<Record<string, unknown>> };
  for (const program of Object.keys(programs)) {
    expect(standAlonePage({ kind: 'page', program, data: { text: '</script><b>' } })).not.toContain('</script><b>');
  }
});

test('a page carries its own program and no other', () => {
  const page = standAlonePage({ kind: 'page', program: 'goTo', data: { url: 'https://a.test/' } });
  expect(page.length).toBeLessThan(700);
  expect(page).toContain('location.assign(');
});
