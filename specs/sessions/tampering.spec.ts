import { login, plant, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAltered, sessionFacts, user } from '../../harness/oracles/session-life.ts';

export default check(
  sessionStory({
    id: 'sessions/tampering',
    title: 'A credential that was changed is worth nothing, because its signature no longer fits',
    clauses: [clauses.secret, clauses.readable, clauses.signature, clauses.algorithm],
    claims: ['SE-4'],
    kinds: ['memory', 'cookie-session', 'token-cookie', 'token-header'],
    variants: ['none', 'payload', 'signature', 'algorithm'],
    omit: (kind, alteration) =>
      alteration === 'algorithm' && sessionFacts[kind].authority !== 'JWT' ? 'only a token names its algorithm' : undefined,
    scenes: [{ at: 'home' }, { at: 'thief' }],
    calls: (_kind, alteration) => [
      [login, who],
      [plant(alteration), who],
    ],
    control: user,
    expect: (kind, alteration) => expectAltered(sessionFacts[kind], alteration),
  }),
);
