import { login, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAfterClosing, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

export default check(
  sessionStory({
    id: 'sessions/browser-restart',
    title: 'Closing the browser ends a session whose credential has no lifetime, and no other',
    clauses: [clauses.storageModel, clauses.webStorage],
    kinds: sessionKinds,
    variants: ['session', 'lasting'],
    scenes: [{ at: 'home' }, { at: 'home', reopened: true }],
    calls: () => [[login, who], [who]],
    setUp: (_kind, variant) => (variant === 'lasting' ? { lifetime: 3600 } : { keeping: 'sessionStorage' }),
    control: user,
    expect: (kind, variant) => expectAfterClosing(sessionFacts[kind], variant === 'lasting'),
  }),
);
