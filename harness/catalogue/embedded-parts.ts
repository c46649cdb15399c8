import { text, type Recipe } from '../../servers/recipe.ts';

/** Ways in which a page embeds what may be cached, as triggers of the page library. */
export const embeddingTriggers = {
  fetch: 'fetch-include-cors',
  img: 'img',
  script: 'script',
  stylesheet: 'stylesheet',
  iframe: 'iframe',
} as const;
export type Embedding = keyof typeof embeddingTriggers;
export const embeddings = Object.keys(embeddingTriggers) as Embedding[];

/** An answer that each way of embedding loads without an error. */
export function embeddedPart(via: Embedding, headers: NonNullable<Recipe['headers']>): Recipe {
  const contents: Readonly<Record<Embedding, Recipe>> = {
    fetch: text('text/plain', 'ok', headers),
    img: { headers, body: { kind: 'file', file: 'dot.png' } },
    script: text('text/javascript', ';', headers),
    stylesheet: text('text/css', 'b{}', headers),
    iframe: text('text/html', 'framed', headers),
  };
  return contents[via];
}
