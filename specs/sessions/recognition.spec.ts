import { login, sessionStory, who, whoBare } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectRecognized, user } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

export default check(
  sessionStory({
    id: 'sessions/recognition',
    title: 'A server knows a request again by the credential that it carries, and by nothing else',
    clauses: [clauses.stateless],
    claims: ['SE-1'],
    kinds: sessionKinds,
    variants: ['with-credential', 'without'],
    scenes: [{ at: 'home' }],
    calls: (_kind, variant) => [[login, who, variant === 'without' ? whoBare : who]],
    control: user,
    expect: (_kind, variant) => expectRecognized(variant === 'with-credential'),
  }),
);
