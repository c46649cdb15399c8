import { sessionKinds, type SessionKind } from '../../servers/apps/session-kinds.ts';
import { expectation, type Clause, type Expectation } from '../model/authority.ts';
import { clauses, sessionFacts, user } from '../oracles/session-life.ts';
import { login, plant, sessionStory, who, type ServiceSetup, type SessionStory, type StoryCall } from './session-story.ts';

type Story = SessionStory<SessionKind, 'own-request' | 'copy' | 'not-over'>;

/** How a session ends, and what is expected of it then. */
export interface Ending extends Pick<Story, 'id' | 'title'> {
  /** How long a session that ends so lasts, and one that does not; absent: it is known until its owner ends it, which is the control. */
  readonly lasts?: { readonly over: ServiceSetup; readonly notOver: ServiceSetup };
  /** What ends it. */
  readonly clause: Clause;
  /** What its owner's page asks until the session has ended, the login first. */
  readonly until: readonly StoryCall[];
  readonly expect: (facts: (typeof sessionFacts)[SessionKind], copied: boolean) => readonly Expectation[];
}

/** Makes a check of what a session of each kind is worth after its end: to its owner, and to whoever has a copy of it. */
export function endedSession({ clause, until, expect, lasts, ...story }: Ending): ReturnType<typeof sessionStory> {
  return sessionStory({
    ...story,
    clauses: [clause, clauses.replay, clauses.expiry, clauses.storageModel],
    claims: ['SE-5', 'SE-8'],
    kinds: sessionKinds,
    variants: lasts === undefined ? ['own-request', 'copy'] : ['own-request', 'copy', 'not-over'],
    scenes: [{ at: 'home' }, { at: 'thief' }],
    setUp: (_kind, variant) => (variant === 'not-over' ? lasts?.notOver : lasts?.over) ?? {},
    calls: (_kind, variant) => {
      if (variant === 'not-over') return [[login, who], []];
      return variant === 'copy' ? [until, [plant(), who]] : [[...until, who], []];
    },
    control: user,
    ...(lasts === undefined ? {} : { controlVariant: 'not-over' }),
    expect: (kind, variant) =>
      variant === 'not-over' ? [expectation(clauses.storageModel, user)] : expect(sessionFacts[kind], variant === 'copy'),
  });
}
