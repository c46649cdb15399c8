import { readFileSync } from 'node:fs';
import { renderPage, renderScript } from './page-bundle.ts';
import { mediaTypes, type RecipeBody } from './recipe.ts';

const media = new Map(Object.keys(mediaTypes).map((file) => [file, readFileSync(new URL(`./media/${file}`, import.meta.url))]));

/** The media type of a body whose recipe names none. */
export function contentType(body: RecipeBody): string {
  switch (body.kind) {
    case 'text':
      return body.type;
    case 'file':
      return mediaTypes[body.file];
    case 'page':
      return 'text/html; charset=utf-8';
    case 'script':
      return 'text/javascript';
  }
}

/**
 * A body as octets, empty where a recipe has none. As octets, because Node writes the head in the encoding of a text that
 * goes along with it, where it should be Latin-1.
 */
export function bodyOctets(body: RecipeBody | undefined): Buffer {
  return Buffer.from(body === undefined ? '' : contentOf(body));
}

function contentOf(body: RecipeBody): string | Buffer {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'file':
      return media.get(body.file) ?? '';
    case 'page':
      return renderPage(body);
    case 'script':
      return renderScript(body);
  }
}
