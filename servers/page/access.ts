import { place } from './element.ts';
import { says } from './probe.ts';
import { report } from './report.ts';

/** `refused` is a SecurityError; any other error comes from the property itself, which a script then may reach. */
type Access = 'allowed' | 'refused';
type Outcomes = Record<string, Access>;

/** What the properties of a page's window hang on. */
const holders: Readonly<Record<string, (target: Window) => object>> = {
  window: (target) => target,
  location: (target) => target.location,
  document: (target) => target.document,
  localStorage: (target) => target.localStorage,
};

/** Arguments and values that keep the page where it is: a change of fragment loads nothing. */
interface Values {
  readonly moved: string;
}

const actions: Readonly<Record<string, (holder: object, name: string, values: Values) => unknown>> = {
  get: (holder, name) => Reflect.get(holder, name) as unknown,
  has: (holder, name) => Reflect.has(holder, name),
  describe: (holder, name) => Reflect.getOwnPropertyDescriptor(holder, name),
  call: (holder, name, { moved }) => (Reflect.get(holder, name) as (...args: unknown[]) => unknown).call(holder, moved, '*'),
  set: (holder, name, { moved }) => Reflect.set(holder, name, moved),
  define: (holder, name) => Reflect.defineProperty(holder, name, { value: 1, configurable: true }),
  delete: (holder, name) => Reflect.deleteProperty(holder, name),
};

/** Tries every `property/action` on a window, in order. */
function tryAll(target: Window, attempts: readonly string[], url: string): Outcomes {
  const outcomes: Outcomes = {};
  for (const attempt of attempts) {
    const [property = '', action = ''] = attempt.split('/');
    const [holder = '', name = ''] = property.split('.');
    outcomes[attempt] = access(() => actions[action]?.((holders[holder] ?? missing)(target), name, { moved: `${url}#moved` }));
  }
  return outcomes;
}

function missing(): never {
  throw new Error('no such holder');
}

function access(attempt: () => unknown): Access {
  try {
    attempt();
    return 'allowed';
  } catch (error) {
    return error instanceof DOMException && error.name === 'SecurityError' ? 'refused' : 'allowed';
  }
}

/**
 * Frames the target and a page of its own origin, tries everything on both, and then on a window that a person opens by
 * clicking `#open`.
 */
export async function tryWindows(data: {
  frame: string;
  twin: string;
  opened: string;
  attempts: string[];
  reportAs: string;
}): Promise<void> {
  const tried: Record<string, Outcomes> = {};
  for (const [name, url] of [['twin', data.twin] as const, ['frame', data.frame] as const]) {
    const message = says(new URL(url).pathname);
    const frame = place('iframe', { src: url });
    await message;
    if (frame.contentWindow !== null) tried[name] = tryAll(frame.contentWindow, data.attempts, url);
  }
  place('button', { id: 'open', style: 'display:block;width:90px;height:30px' }).onclick = () => void tryOpened(data);
  await report(data.reportAs, tried);
}

async function tryOpened({ opened, attempts, reportAs }: { opened: string; attempts: string[]; reportAs: string }): Promise<void> {
  const message = says(new URL(opened).pathname);
  const target = window.open(opened);
  await message;
  // Kept from before the attempts, which put something else in its place where they are allowed to.
  const close = target?.close.bind(target);
  const tried = target === null ? {} : { opened: tryAll(target, attempts, opened) };
  close?.();
  await report(`${reportAs}-opened`, tried);
}
