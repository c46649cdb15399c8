import { endedSession } from '../../harness/catalogue/ended-session.ts';
import { login, logout, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectAfterLogout } from '../../harness/oracles/session-life.ts';

export default check(
  endedSession({
    id: 'sessions/logout',
    title: 'After a logout a copied credential is worth something only where the server has nothing to forget',
    clause: clauses.destroy,
    until: [login, who, logout],
    expect: expectAfterLogout,
  }),
);
