import { login, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAfterClosing, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

const cookieKinds = sessionKinds.filter((kind) => sessionFacts[kind].carriedBy === 'cookie');

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
    // Headless shells may end before they have written what their jar holds.
    mask: (kind, carried) =>
      cookieKinds.includes(kind) && !cookieKinds.some((one) => carried(one, 'lasting'))
        ? 'no cookie with a lifetime outlived the restart'
        : undefined,
    expect: (kind, variant) => expectAfterClosing(sessionFacts[kind], variant === 'lasting'),
  }),
);
