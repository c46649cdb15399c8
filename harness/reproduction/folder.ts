import { readFileSync } from 'node:fs';
import { createCertificateAuthority } from '../../servers/certificates.ts';
import { mediaTypes, type Recipe, type RecipeBody, type Recipes } from '../../servers/recipe.ts';
import { standAlonePage, standAloneScript, standAloneServer } from '../../servers/stand-alone/build.ts';
import { recipesFile, standAlonePort, type StandAloneBody, type StandAloneRecipe } from '../../servers/stand-alone/visit-file.ts';
import { firefoxUserFile } from '../browsers/bare-start.ts';
import type { Lane } from '../browsers/port.ts';

/** Certificates in a reproduction outlast the talk about a bug. */
const validDays = 800;

/** The files of a reproduction by their path in its folder, without its README. */
export interface ReproductionFiles {
  readonly files: ReadonlyMap<string, string | Buffer>;
  /** What a browser needs to know to reach it. */
  readonly lane: Lane;
}

/** Everything that plays these recipes without this project. @param hosts those that speak https. */
export async function reproductionFiles(recipes: Recipes, hosts: readonly string[]): Promise<ReproductionFiles> {
  const authority = await createCertificateAuthority(validDays);
  const leaf = await authority.leafFor(hosts.map((host) => host.replace(/^\[|\]$/g, '')));
  const lane = { proxyUrl: `http://127.0.0.1:${String(standAlonePort)}`, spkiHash: authority.spkiHash, caPem: authority.caPem };
  const files = new Map<string, string | Buffer>();
  const standAlone = Object.fromEntries(Object.entries(recipes).map(([path, recipe]) => [path, standAloneRecipe(recipe, files)]));
  files.set(recipesFile, `${JSON.stringify(standAlone, undefined, 2)}\n`);
  files.set('server.mjs', standAloneServer());
  files.set('key.pem', leaf.key);
  files.set('cert.pem', leaf.cert);
  files.set('ca.pem', authority.caPem);
  files.set('firefox-profile/user.js', firefoxUserFile(lane));
  return { files, lane };
}

function standAloneRecipe({ body, inTurn, ...rest }: Recipe, files: Map<string, string | Buffer>): StandAloneRecipe {
  const [first, ...more] = inTurn ?? [];
  return {
    ...rest,
    ...(body === undefined ? {} : { body: standAloneBody(body, files) }),
    ...(first === undefined ? {} : { inTurn: [standAloneRecipe(first, files), ...more.map((one) => standAloneRecipe(one, files))] }),
  };
}

function standAloneBody(body: RecipeBody, files: Map<string, string | Buffer>): StandAloneBody {
  if (body.kind === 'text') return body;
  if (body.kind === 'file') {
    files.set(body.file, readFileSync(new URL(`../../servers/media/${body.file}`, import.meta.url)));
    return { kind: 'file', type: mediaTypes[body.file], file: body.file };
  }
  if (body.kind === 'script') return { kind: 'text', type: 'text/javascript', text: standAloneScript(body) };
  const html = standAlonePage(body);
  const same = [...files].find(([, content]) => content === html)?.[0];
  const file = same ?? `page-${String([...files.keys()].filter((name) => name.startsWith('page-')).length + 1)}.html`;
  files.set(file, html);
  return { kind: 'file', type: 'text/html; charset=utf-8', file };
}
