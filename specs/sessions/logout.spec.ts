import { login, logout, plant, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAfterLogout, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

export default check(
  sessionStory({
    id: 'sessions/logout',
    title: 'After a logout a copied credential is worth something only where the server has nothing to forget',
    clauses: [clauses.destroy, clauses.replay, clauses.expiry, clauses.storageModel],
    claims: ['SE-5', 'SE-8'],
    kinds: sessionKinds,
    variants: ['own-request', 'copy'],
    scenes: [{ at: 'home' }, { at: 'thief' }],
    calls: (_kind, variant) =>
      variant === 'copy'
        ? [
            [login, who, logout],
            [plant(), who],
          ]
        : [[login, who, logout, who], []],
    control: user,
    expect: (kind, variant) => expectAfterLogout(sessionFacts[kind], variant === 'copy'),
  }),
);
