import { login, plantWidely, sessionStory, thiefLogin, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAfterFixation, sessionFacts, thief } from '../../harness/oracles/session-life.ts';

export default check(
  sessionStory({
    id: 'sessions/fixation',
    title: 'Somebody who logs in with a session id that another has planted shares the session, unless the id changes then',
    clauses: [clauses.sessionIdentifiers],
    kinds: ['memory', 'cookie-session', 'token-cookie'],
    variants: ['id-kept', 'id-renewed', 'host-prefix-id-kept', 'host-prefix-id-renewed'],
    omit: (kind, variant) =>
      sessionFacts[kind].keptAt === 'client' && variant.endsWith('id-kept') ? 'there is no id that could be kept' : undefined,
    // The thief logs in as itself; a sibling host plants what the thief got; somebody logs in; the thief comes back.
    scenes: [{ at: 'thief' }, { at: 'sibling' }, { at: 'home' }, { at: 'thief' }],
    calls: () => [[thiefLogin, who], [plantWidely], [login], [who]],
    setUp: (_kind, variant) => ({
      ...(variant.endsWith('id-kept') ? { renewal: 'careless' } : {}),
      hostPrefix: variant.startsWith('host-prefix'),
    }),
    control: thief,
    expect: (kind, variant) => expectAfterFixation(sessionFacts[kind], variant.endsWith('id-renewed'), variant.startsWith('host-prefix')),
  }),
);
