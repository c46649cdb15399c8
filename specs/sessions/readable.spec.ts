import { login, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectReadable, sessionFacts, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** What each run of base64 letters in a request's credentials says. */
function decoded(arrival: Arrival): readonly string[] {
  const credentials = ['cookie', 'authorization'].flatMap((name) => headerValues(arrival, name));
  const runs = credentials.flatMap((value) => value.split(/[;=.%\s]/)).filter((part) => /^[\w-]{8,}$/.test(part));
  return runs.map((run) => Buffer.from(run, 'base64').toString('utf8'));
}

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
    observe: (_users, asked) =>
      asked.some((arrival) => decoded(arrival).some((text) => text.includes(`"user":"${user}"`))) ? 'readable' : 'unreadable',
    expect: (kind) => expectReadable(sessionFacts[kind]),
  }),
);
