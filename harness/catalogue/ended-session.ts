import { sessionKinds, type SessionKind } from '../../servers/apps/session-kinds.ts';
import type { Clause, Expectation } from '../model/authority.ts';
import { clauses, sessionFacts } from '../oracles/session-life.ts';
import { plant, sessionStory, who, type SessionStory, type StoryCall } from './session-story.ts';

type Story = SessionStory<SessionKind, 'own-request' | 'copy'>;

/** How a session ends, and what is expected of it then. */
export interface Ending extends Pick<Story, 'id' | 'title' | 'setUp' | 'control'> {
  /** What ends it. */
  readonly clause: Clause;
  /** What its owner's page asks until the session has ended, the login first. */
  readonly until: readonly StoryCall[];
  readonly expect: (facts: (typeof sessionFacts)[SessionKind], copied: boolean) => readonly Expectation[];
}

/** Makes a check of what a session of each kind is worth after its end: to its owner, and to whoever has a copy of it. */
export function endedSession({ clause, until, expect, ...story }: Ending): ReturnType<typeof sessionStory> {
  return sessionStory({
    ...story,
    clauses: [clause, clauses.replay, clauses.expiry, clauses.storageModel],
    claims: ['SE-5', 'SE-8'],
    kinds: sessionKinds,
    variants: ['own-request', 'copy'],
    scenes: [{ at: 'home' }, { at: 'thief' }],
    calls: (_kind, variant) => (variant === 'copy' ? [until, [plant(), who]] : [[...until, who], []]),
    expect: (kind, variant) => expect(sessionFacts[kind], variant === 'copy'),
  });
}
