import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { altered } from './altered-credential.ts';
import { service, type ServiceOptions } from './service.ts';
import { keeperOf, sessionKinds, type SessionKind } from './session-kinds.ts';
import { sessionUserHeader } from './session-server.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A client with a jar of its own; it knows nothing of attributes. */
class Client {
  readonly jar = new Map<string, string>();
  token: string | undefined;
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async ask(path: string, method = 'GET'): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const authorization: Record<string, string> = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const answer = await fetch(this.#base + path, { method, headers: { cookie, ...authorization } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]*)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
    if (answer.status === 200) this.token = ((await answer.json()) as { token?: string | null }).token ?? this.token;
    return answer;
  }

  async who(): Promise<string | null> {
    return (await this.ask('/who')).headers.get(sessionUserHeader);
  }
}

/** A service on a socket of its own, and clients of it. */
async function serving(kind: SessionKind, options: Partial<ServiceOptions> = {}): Promise<() => Client> {
  const app = service({ cookie: 'sid', keeper: keeperOf(kind, { cookie: { name: 'sid' }, renewal: 'renews' }), ...options });
  const server: Server = createServer(app.answer);
  open.push(() => {
    app.end?.();
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return () => new Client(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}

async function loggedIn(kind: SessionKind, options: Partial<ServiceOptions> = {}): Promise<{ client: Client; other: Client }> {
  const clients = await serving(kind, options);
  const client = clients();
  await client.ask('/login?user=alice', 'POST');
  return { client, other: clients() };
}

test.each(sessionKinds)('%s: a login is known until its server starts anew, if that is where it was kept', async (kind) => {
  const { client, other } = await loggedIn(kind);
  expect([await client.who(), await other.who()]).toEqual(['alice', 'nobody']);
  await client.ask('/restart', 'POST');
  expect(await client.who()).toBe(kind === 'memory' ? 'nobody' : 'alice');
});

test('two servers know different sessions, unless everybody keeps to one or they share a store', async () => {
  const thrice = async (kind: SessionKind, routing: ServiceOptions['routing'] = 'round-robin'): Promise<unknown> => {
    const { client } = await loggedIn(kind, { routing });
    return [await client.who(), await client.who(), await client.who()];
  };
  expect(await thrice('memory')).toEqual(['nobody', 'alice', 'nobody']);
  expect(await thrice('memory', 'sticky')).toEqual(['alice', 'alice', 'alice']);
  expect(await thrice('shared-store')).toEqual(['alice', 'alice', 'alice']);
});

test.each(sessionKinds)('%s: a copy is planted as it was issued, or changed', async (kind) => {
  const { other } = await loggedIn(kind);
  const seen = async (alteration: string): Promise<string | null> => {
    await other.ask(`/plant?alteration=${alteration}`);
    return other.who();
  };
  expect(await seen('none')).toBe('alice');
  expect(await seen('payload')).toBe('nobody');
  expect(await seen('signature')).toBe('nobody');
});

test('a changed payload says that it is for somebody else', () => {
  const payload = Buffer.from('{"kept":{"user":"alice"}}').toString('base64');
  const changed = altered({ sid: payload, 'sid.sig': 'abc' }, 'payload');
  expect(Buffer.from(changed['sid'] ?? '', 'base64').toString()).toBe('{"kept":{"user":"admin"}}');
  expect(changed['sid.sig']).toBe('abc');
});

test.each(sessionKinds)('%s: a copy made before a logout is worth something afterwards if the server forgets nothing', async (kind) => {
  const { client, other } = await loggedIn(kind);
  await client.ask('/logout', 'POST');
  await other.ask('/plant');
  expect(await other.who()).toBe(kind === 'memory' || kind === 'shared-store' ? 'nobody' : 'alice');
});
