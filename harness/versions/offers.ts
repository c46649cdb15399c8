import { join } from 'node:path';
import { firstLine } from '../browsers/first-line.ts';
import { Apt, aptProblem } from './apt.ts';
import { debianOffers } from './debian-source.ts';
import { npmOffers } from './npm-source.ts';
import type { Offer } from './offer.ts';
import { products, type Product } from './request.ts';

/** What can be fetched from here, and why some of it cannot, a sentence each. */
export interface Offers {
  readonly offers: readonly Offer[];
  readonly problems: readonly string[];
}

/** The apt that fetches Debian's packages into the folder of fetched browsers. */
export function aptIn(folder: string): Apt {
  return new Apt(join(folder, 'apt'));
}

/** Asks the npm registry and Debian's archive, as far as they may have one of the products. */
export async function findOffers(folder: string, wanted: readonly Product[] = products): Promise<Offers> {
  const problems: string[] = [];
  const orNone = (offers: Promise<readonly Offer[]>): Promise<readonly Offer[]> =>
    offers.catch((error: unknown) => {
      problems.push(firstLine(error));
      return [];
    });
  const [debian, npm] = await Promise.all([
    wanted.some((product) => product !== 'chromium-headless-shell') ? orNone(fromDebian(folder, problems)) : [],
    wanted.some((product) => product.startsWith('chromium')) ? orNone(npmOffers()) : [],
  ]);
  return { offers: [...debian, ...npm], problems };
}

async function fromDebian(folder: string, problems: string[]): Promise<readonly Offer[]> {
  const problem = aptProblem();
  if (problem !== undefined) {
    problems.push(problem);
    return [];
  }
  const apt = aptIn(folder);
  problems.push(...(await apt.update()));
  return debianOffers(apt);
}
