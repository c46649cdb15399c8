import { endedSession } from '../../harness/catalogue/ended-session.ts';
import { login } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectWhenOver } from '../../harness/oracles/session-life.ts';

export default check(
  endedSession({
    id: 'sessions/expiry',
    title: 'When its time is over a session has ended, in the browser and for whoever has a copy',
    clause: clauses.maxAge,
    until: [login],
    // Its time was over a minute before it began, which saves waiting for the end.
    lasts: { over: { lifetime: -60 }, notOver: { lifetime: 600 } },
    expect: expectWhenOver,
  }),
);
