import { login, restart, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAfterRestart, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

export default check(
  sessionStory({
    id: 'sessions/server-restart',
    title: 'Sessions in a server’s memory are gone when it starts anew; those in a store or in the browser are not',
    clauses: [clauses.store, clauses.onClient, clauses.validation],
    claims: ['SE-6'],
    kinds: sessionKinds,
    variants: ['running', 'restarted'],
    scenes: [{ at: 'home' }],
    calls: (_kind, variant) => [variant === 'restarted' ? [login, who, restart, who] : [login, who, who]],
    control: user,
    expect: (kind, variant) => expectAfterRestart(sessionFacts[kind], variant === 'restarted'),
  }),
);
