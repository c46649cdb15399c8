/** What a script may do to a property of a window, a location or a document of another origin. Pure. */

/** What a script tries: reading, asking for presence or descriptor, calling, assigning, defining, deleting. */
export const accessActions = ['get', 'has', 'describe', 'call', 'set', 'define', 'delete'] as const;
export type AccessAction = (typeof accessActions)[number];

interface Exempt {
  readonly get?: true;
  readonly set?: true;
  readonly method?: true;
}

const attribute: Exempt = { get: true };
const method: Exempt = { get: true, method: true };

/** CrossOriginProperties: https://html.spec.whatwg.org/multipage/nav-history-apis.html#crossoriginproperties-(-o-) */
const exempt: Readonly<Record<string, Exempt>> = {
  'window.window': attribute,
  'window.self': attribute,
  'window.location': { get: true, set: true },
  'window.close': method,
  'window.closed': attribute,
  'window.focus': method,
  'window.blur': method,
  'window.frames': attribute,
  'window.length': attribute,
  'window.top': attribute,
  'window.opener': attribute,
  'window.parent': attribute,
  'window.postMessage': method,
  // CrossOriginPropertyFallback: undefined instead of an error, so that a window can be awaited.
  'window.then': attribute,
  'location.href': { set: true },
  'location.replace': method,
  'location.then': attribute,
};

/**
 * True when the action is allowed on a window or location of another origin: CrossOriginGetOwnPropertyHelper,
 * CrossOriginGet and CrossOriginSet; `define` and `delete` never are. What hangs on anything else (a document, a
 * storage) cannot even be reached.
 */
export function crossOriginAllows(property: string, action: AccessAction): boolean {
  const { get, set, method: callable } = exempt[property] ?? {};
  switch (action) {
    case 'get':
      return get === true;
    case 'has':
    case 'describe':
      return property in exempt;
    case 'call':
      return callable === true;
    case 'set':
      return set === true;
    case 'define':
    case 'delete':
      return false;
  }
}

/** The properties that stay open to other origins. */
export const exemptProperties: readonly string[] = Object.keys(exempt);
