import { login, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectFound, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

/** Requests after the login. */
const asked = 4;

export default check(
  sessionStory({
    id: 'sessions/balancer',
    title: 'Behind a balancer another server knows nothing of a session, unless they share a store or each person keeps to one',
    clauses: [clauses.store, clauses.onClient, clauses.validation],
    claims: ['SE-6'],
    kinds: sessionKinds,
    variants: ['one-server', 'round-robin', 'sticky'],
    scenes: [{ at: 'home' }],
    calls: () => [[login, ...Array.from({ length: asked }, () => who)]],
    setUp: (_kind, routing) => ({ routing }),
    observe: (users) => `${String(users.filter((one) => one === user).length)}-of-${String(users.length)}`,
    expect: (kind, routing) => expectFound(sessionFacts[kind], routing === 'round-robin', asked),
  }),
);
