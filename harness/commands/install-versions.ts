import { findBrowsers } from '../browsers/find.ts';
import { columns } from '../model/columns.ts';
import { UserError } from '../user-error.ts';
import { browsersFolder, readRecord } from '../versions/cache-folder.ts';
import { install, keyOf } from '../versions/install.ts';
import { chooseOffer, newestFirst } from '../versions/offer.ts';
import { findOffers } from '../versions/offers.ts';
import { parseRequest, products } from '../versions/request.ts';
import { join } from 'node:path';

/** Lists what can be had from here. */
export async function tellOffers(): Promise<void> {
  const { offers, problems } = await findOffers(browsersFolder());
  for (const product of products) {
    const rows = newestFirst(offers.filter((offer) => offer.product === product));
    for (const line of columns(rows.map(({ version, builder }) => [`${product}@${version}`, builder]))) console.log(line);
  }
  for (const problem of problems) console.error(`originwatch: ${problem}`);
}

/**
 * Fetches the versions one after another.
 * @throws UserError at the first that cannot be had or fails; those before it are there.
 */
export async function installVersions(texts: readonly string[]): Promise<void> {
  const requests = texts.map(parseRequest);
  const folder = browsersFolder();
  const { found } = findBrowsers();
  const missing = requests.filter((request) => {
    const key = keyOf(request);
    if (readRecord(join(folder, key)) !== undefined) console.log(`${key} is there already`);
    else if (found.some((browser) => browser.key === key))
      throw new UserError(
        `${key} is this machine’s own; to have another build of it beside, name its version in full (npx originwatch install lists them)`,
      );
    else return true;
    return false;
  });
  if (missing.length === 0) return;
  const { offers, problems } = await findOffers(
    folder,
    missing.map(({ product }) => product),
  );
  for (const problem of problems) console.error(`originwatch: ${problem}`);
  // Whether all can be had is said before the first is fetched.
  const chosen = missing.map((request) => ({ request, offer: chooseOffer(request, offers) }));
  for (const { request, offer } of chosen) {
    console.error(`originwatch: fetching ${offer.product} ${offer.version} from ${offer.builder}`);
    const { key, version, build } = await install(request, offer, folder);
    console.log(`${key} is there: version ${version}, ${build}`);
  }
}
