import { readCredential } from '../../harness/catalogue/readable-credential.ts';
import { login, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectReadable, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

export default check(
  sessionStory({
    id: 'sessions/readable',
    title: 'A session that travels in the request can be read without the server’s key; an id says nothing',
    clauses: [clauses.sessionIdentifiers, clauses.readable, clauses.privacy],
    claims: ['SE-4'],
    kinds: sessionKinds,
    variants: ['without-key'],
    scenes: [{ at: 'home' }],
    calls: () => [[login, who]],
    control: user,
    observe: (_users, asked, cookie) =>
      asked.some((arrival) => readCredential(arrival, cookie).some((text) => text.includes(`"user":"${user}"`)))
        ? 'readable'
        : 'unreadable',
    expect: (kind) => expectReadable(sessionFacts[kind]),
  }),
);
