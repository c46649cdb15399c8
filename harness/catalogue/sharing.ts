import type { Recipe } from '../../servers/recipe.ts';
import type { Sharing } from '../oracles/fetching.ts';

/** A way of asking (the CORS settings attribute, or what stands for it) and a way of answering. */
export interface SharingVariant {
  /** Undefined: the attribute is absent. */
  readonly crossorigin: 'anonymous' | 'use-credentials' | undefined;
  readonly response: Sharing;
}

const answer = (allow: Sharing['allow'], allowCredentials = false): Sharing => ({ allow, allowCredentials });

/** Every way of asking and answering that leads to a different outcome somewhere. */
export const sharingVariants = {
  plain: { crossorigin: undefined, response: answer('nobody') },
  'acao-only': { crossorigin: undefined, response: answer('asking') },
  'wildcard-only': { crossorigin: undefined, response: answer('anyone') },
  'cors-refused': { crossorigin: 'anonymous', response: answer('nobody') },
  'cors-allowed': { crossorigin: 'anonymous', response: answer('asking') },
  'cors-other-origin': { crossorigin: 'anonymous', response: answer('another') },
  'credentials-refused': { crossorigin: 'use-credentials', response: answer('asking') },
  'credentials-wildcard': { crossorigin: 'use-credentials', response: answer('anyone', true) },
  'credentials-allowed': { crossorigin: 'use-credentials', response: answer('asking', true) },
} as const satisfies Readonly<Record<string, SharingVariant>>;
export type SharingName = keyof typeof sharingVariants;

const allowedOrigins: Readonly<Record<Sharing['allow'], string | undefined>> = {
  asking: '{origin}',
  anyone: '*',
  another: 'https://elsewhere.test',
  nobody: undefined,
};

/** The header lines by which a response shares itself so. */
export function sharingHeaders({ allow, allowCredentials }: Sharing): NonNullable<Recipe['headers']> {
  const origin = allowedOrigins[allow];
  return [
    ...(origin === undefined ? [] : [['access-control-allow-origin', origin] as const]),
    ...(allowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ['cache-control', 'no-store'],
  ];
}
