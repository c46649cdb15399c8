/**
 * The check's axis values in words for a reader who has not read the check. A value that is not here stands for itself, so that a
 * new one of the check shows at once.
 */
const words: Readonly<Record<'from' | 'credential' | 'defence' | 'attack', Readonly<Record<string, string>>>> = {
  from: {
    'same-origin': 'in the bank itself',
    'same-site': 'on a sibling host',
    'other-port': 'on another port of the host',
    'other-scheme': 'on the host over http',
    'cross-site': 'on another site',
  },
  credential: {
    Strict: 'cookie, SameSite=Strict',
    Lax: 'cookie, SameSite=Lax',
    'None-Secure': 'cookie, SameSite=None',
    absent: 'cookie without SameSite',
    Partitioned: 'cookie, SameSite=None; Partitioned',
    'header-token': 'token that scripts add as a header',
  },
  defence: {
    none: 'no defence',
    'double-submit': 'double submit',
    'signed-double-submit': 'double submit, signed',
    'origin-check': 'Origin checked',
    'fetch-metadata': 'Sec-Fetch-Site checked',
    'custom-header': 'custom header',
    'custom-header-open-cors': 'custom header, CORS for all',
  },
  attack: {
    'link-click': 'link',
    'window-open': 'new window',
    'form-get': 'form, GET',
    'form-post': 'form, POST',
    'auto-form-post': 'form, by script',
    'redirect-307': 'form, then a 307',
    img: 'image',
    iframe: 'frame',
    'iframe-form-post': 'form into a frame',
    'fetch-no-cors': 'fetch, no-cors',
    'fetch-cors-text': 'fetch of text',
    'fetch-cors-json': 'fetch of JSON',
    beacon: 'beacon',
    websocket: 'WebSocket',
  },
};

/** What a defence does, for whoever considers it. */
const defenceMeanings: Readonly<Record<string, string>> = {
  none: 'whoever is logged in may do anything',
  'double-submit': 'a POST must bring the same random token in a cookie and in the request',
  'signed-double-submit': 'the same with a token that is signed for the session and lives in a __Host- cookie',
  'origin-check': 'a POST or WebSocket must come with the bank’s own Origin',
  'fetch-metadata': 'of other sites’ requests only GET navigations pass, by Sec-Fetch-Site and Sec-Fetch-Mode',
  'custom-header': 'every request must bring X-Requested-With, which other origins may send only if CORS lets them',
  'custom-header-open-cors': 'the same, but CORS lets everybody',
};

/** An axis value in words. */
export function wordsFor(axis: keyof typeof words, value: string): string {
  return words[axis][value] ?? value;
}

/** What a defence does; undefined for one that nobody described. */
export function meaningOf(defence: string): string | undefined {
  return defenceMeanings[defence];
}
