import { login, plant, sessionStory, who } from '../../harness/catalogue/session-story.ts';
import { check } from '../../harness/fixtures.ts';
import { clauses, expectWhenOver, sessionFacts } from '../../harness/oracles/session-life.ts';
import { sessionKinds } from '../../servers/apps/session-kinds.ts';

export default check(
  sessionStory({
    id: 'sessions/expiry',
    title: 'When its time is over a session has ended, in the browser and for whoever has a copy',
    clauses: [clauses.maxAge, clauses.replay, clauses.expiry, clauses.storageModel],
    claims: ['SE-5', 'SE-8'],
    kinds: sessionKinds,
    variants: ['own-request', 'copy'],
    scenes: [{ at: 'home' }, { at: 'thief' }],
    calls: (_kind, variant) => (variant === 'copy' ? [[login], [plant(), who]] : [[login, who], []]),
    // Its time was over a minute before it began, which saves waiting for the end.
    setUp: () => ({ lifetime: -60 }),
    expect: (kind, variant) => expectWhenOver(sessionFacts[kind], variant === 'copy'),
  }),
);
