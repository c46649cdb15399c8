import { text, type Recipe } from '../../servers/recipe.ts';

/** Kinds of parts of a page that may be cached, as the triggers of the page library that load them. */
export const partTriggers = {
  fetch: 'fetch-include-cors',
  img: 'img',
  script: 'script',
  stylesheet: 'stylesheet',
  iframe: 'iframe',
} as const;
export type PartKind = keyof typeof partTriggers;
export const partKinds = Object.keys(partTriggers) as PartKind[];

/** An answer that a part of each kind loads without an error. */
export function partAnswer(kind: PartKind, headers: NonNullable<Recipe['headers']>): Recipe {
  const contents: Readonly<Record<PartKind, Recipe>> = {
    fetch: text('text/plain', 'ok', headers),
    img: { headers, body: { kind: 'file', file: 'dot.png' } },
    script: text('text/javascript', ';', headers),
    stylesheet: text('text/css', 'b{}', headers),
    iframe: text('text/html', 'framed', headers),
  };
  return contents[kind];
}
