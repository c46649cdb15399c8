import { ports, type Scheme } from './names.ts';

/** Where a browser asks: scheme, host in lower case (an IPv6 address in brackets), and port. */
export interface Place {
  readonly scheme: Scheme;
  readonly host: string;
  readonly port: number;
}

/** The place of a URL. @throws TypeError when it does not parse, Error when it is neither http nor https. */
export function placeOf(url: string): Place {
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') throw new Error(`«${url}» is neither http nor https`);
  return { scheme, host: hostname, port: port === '' ? ports[scheme].standard : Number(port) };
}

/** Places of the outside world, such as `https://example.com` or `http://localhost:3000`, each answered by one owner at a time. */
export class Claims<Owner> {
  readonly #held = new Map<string, { readonly host: string; readonly owner: Owner }>();

  /** @throws Error when somebody else answers there. */
  claim(place: Place, owner: Owner): void {
    const other = this.ownerAt(place);
    if (other !== undefined && other !== owner) throw new Error(`two visits want to answer at ${keyOf(place)} at the same time`);
    this.#held.set(keyOf(place), { host: place.host, owner });
  }

  /** Gives back everything that `owner` holds. */
  release(owner: Owner): void {
    for (const [key, held] of this.#held) if (held.owner === owner) this.#held.delete(key);
  }

  ownerAt(place: Place): Owner | undefined {
    return this.#held.get(keyOf(place))?.owner;
  }

  /** Who answers at `host` under any scheme and port. */
  ownersOf(host: string): readonly Owner[] {
    return [...new Set([...this.#held.values()].filter((held) => held.host === host).map(({ owner }) => owner))];
  }
}

function keyOf({ scheme, host, port }: Place): string {
  return `${scheme}://${host}:${String(port)}`;
}
