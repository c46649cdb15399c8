import type { HeaderProbe, Reader, Writer } from '../header-probes.ts';
import { describeError, report } from './report.ts';

type Probe<Do extends HeaderProbe['do']> = Extract<HeaderProbe, { do: Do }>;

/** Resolves with a request that has its answer. */
async function xhr(method: string, url: string, prepare: (request: XMLHttpRequest) => void): Promise<XMLHttpRequest> {
  const request = new XMLHttpRequest();
  request.open(method, url);
  prepare(request);
  await new Promise((resolve, reject) => {
    request.onload = resolve;
    request.onerror = () => reject(new TypeError());
    request.send();
  });
  return request;
}

type Look = (name: string) => boolean;

/** Whether the script sees a header of that name. */
const readers: Readonly<Record<Reader, (probe: Probe<'read'>) => Promise<Look>>> = {
  'fetch-get': looking((headers) => (name) => headers.get(name) !== null),
  'fetch-has': looking((headers) => (name) => headers.has(name)),
  'fetch-keys': looking((headers) => (name) => {
    const names: string[] = [];
    headers.forEach((_, key) => names.push(key.toLowerCase()));
    return names.includes(name.toLowerCase());
  }),
  'fetch-getSetCookie': looking((headers) => () => (headers as Headers & { getSetCookie(): string[] }).getSetCookie().length > 0),
  'xhr-get': async (probe) => {
    const request = await asked(probe);
    return (name) => request.getResponseHeader(name) !== null;
  },
  'xhr-all': async (probe) => {
    const lines = (await asked(probe)).getAllResponseHeaders().toLowerCase();
    return (name) => `\r\n${lines}`.includes(`\r\n${name.toLowerCase()}:`);
  },
};

function looking(look: (headers: Headers) => Look): (probe: Probe<'read'>) => Promise<Look> {
  return async ({ url, mode, credentials }) => {
    const response = await fetch(url, { mode, credentials: credentials ? 'include' : 'same-origin', cache: 'no-store' });
    return look(response.headers);
  };
}

function asked({ url, credentials }: Probe<'read'>): Promise<XMLHttpRequest> {
  return xhr('GET', url, (request) => {
    request.withCredentials = credentials;
  });
}

/** Sends a request with the header, by the writer's own way. */
const writers: Readonly<Record<Writer, (url: string, name: string, value: string) => Promise<unknown>>> = {
  'fetch-object': (url, name, value) => fetch(url, { headers: { [name]: value } }),
  'fetch-list': (url, name, value) => fetch(url, { headers: [[name, value]] }),
  'fetch-headers': (url, name, value) => fetch(url, { headers: new Headers([[name, value]]) }),
  'request-append': (url, name, value) => {
    const request = new Request(url);
    request.headers.append(name, value);
    return fetch(request);
  },
  'request-set': (url, name, value) => {
    const request = new Request(url);
    request.headers.set(name, value);
    return fetch(request);
  },
  'fetch-no-cors': (url, name, value) => fetch(url, { mode: 'no-cors', headers: { [name]: value } }),
  xhr: (url, name, value) =>
    xhr('GET', url, (request) => {
      request.setRequestHeader(name, value);
    }),
};

/** Asks with the method, by the chooser's own way. */
const choosers: Readonly<Record<Probe<'choose-method'>['chooser'], (url: string, method: string) => Promise<unknown>>> = {
  fetch: (url, method) => fetch(url, { method }),
  request: (url, method) => fetch(new Request(url, { method })),
  xhr: (url, method) => xhr(method, url, () => undefined),
};

const headersOf: Readonly<Record<Probe<'put'>['guard'], () => Headers>> = {
  none: () => new Headers(),
  request: () => new Request('/').headers,
  'request-no-cors': () => new Request('/', { mode: 'no-cors' }).headers,
  response: () => new Response().headers,
  immutable: () => Response.error().headers,
};

const deeds: { readonly [Do in HeaderProbe['do']]: (probe: Probe<Do>) => Promise<string> } = {
  read: async (probe) => {
    const look = await readers[probe.reader](probe);
    return probe.names.filter(look).join(' ');
  },
  send: async ({ writer, url, header: { name, value } }) => {
    await writers[writer](url, name, value);
    return 'answered';
  },
  'choose-method': async ({ chooser, url, method }) => {
    await choosers[chooser](url, method);
    return 'answered';
  },
  put: ({ guard, putting, header: { name, value } }) => {
    const headers = headersOf[guard]();
    headers[putting](name, value);
    return Promise.resolve(headers.has(name) ? 'kept' : 'ignored');
  },
};

async function take(probe: HeaderProbe): Promise<{ said: string } | { failure: string }> {
  try {
    return { said: await (deeds[probe.do] as (probe: HeaderProbe) => Promise<string>)(probe) };
  } catch (error) {
    return { failure: describeError(error) };
  }
}

/** Takes every probe, several at once, and reports by name what each said or which error it threw. */
export async function probeHeaders({ probes, reportAs }: { probes: Record<string, HeaderProbe>; reportAs: string }): Promise<void> {
  const outcomes = Object.entries(probes).map(async ([name, probe]) => [name, await take(probe)] as const);
  await report(reportAs, Object.fromEntries(await Promise.all(outcomes)));
}
