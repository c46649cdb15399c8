/** Ways in which script asks for its own page again. */
const repetitions: Readonly<Record<string, () => void>> = {
  'location-reload': () => location.reload(),
  'history-go-0': () => history.go(0),
  'navigation-reload': () => (globalThis as unknown as { navigation: { reload(): unknown } }).navigation.reload(),
  'location-assign': () => {
    // What `location = location` does.
    location.assign(location.href);
  },
};

/** A page that a form led to, and what its script repeats. */
interface Result {
  /** Reported each time the page is there. */
  readonly name: string;
  /** How the script asks for the page again, once for each of the gates `NAME-1` and `NAME-2`; absent: it leaves that to the person. */
  readonly repeat?: string;
}

/** The page at the end of a submission: says that it is there, then repeats as it is told. */
export async function postResult({ name, repeat }: Result): Promise<void> {
  await tell(name);
  const act = repeat === undefined ? undefined : repetitions[repeat];
  if (act === undefined) return;
  if (repeat === 'navigation-reload' && !('navigation' in globalThis)) {
    await tell(`${name}-lacks`);
    return;
  }
  // The page may survive its first repetition, when somebody declines it, or be made anew.
  for (let round = Number(sessionStorage.getItem(name) ?? '0') + 1; round <= 2; round += 1) {
    await ask(`/.ow/gate/${name}-${String(round)}`, {});
    sessionStorage.setItem(name, String(round));
    act();
  }
}

const tell = (name: string): Promise<void> => ask(`/.ow/report?name=${name}`, { method: 'POST', body: '{}' });

/**
 * Fetches until there is an answer: a navigation that leaves the page where it is may break off what it has under way.
 * Never resolves when the visit is over: nothing is to be done then.
 */
export async function ask(url: string, init: RequestInit): Promise<void> {
  for (;;) {
    try {
      const { status } = await fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });
      if (status !== 204) await new Promise(() => undefined);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The programs of the family that asks what becomes of POST. */
export const postPrograms = { postResult };
