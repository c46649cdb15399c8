import { place, settled } from './element.ts';
import { report } from './report.ts';
import { statusOnceAnswered } from './status-at-the-end.ts';

/** Something that a page has going on when it is left. */
interface Hold {
  /** The global that it stands on; a browser without it cannot do it. */
  readonly needs?: string;
  /** Begins it, under a name of the page's own; what it answers with is to be awaited. */
  readonly begin: (name: string) => unknown;
}

const holds: Readonly<Record<string, Hold>> = {
  'unload-handler': { begin: () => addEventListener('unload', () => undefined) },
  'beforeunload-handler': { begin: () => addEventListener('beforeunload', () => undefined) },
  lock: {
    begin: (name) =>
      new Promise<void>((resolve) => {
        void navigator.locks.request(name, () => {
          resolve();
          return new Promise(() => undefined);
        });
      }),
  },
  'open-websocket': { begin: openSocket },
  'closed-websocket': {
    async begin() {
      const socket = await openSocket();
      socket.close();
      await settled(socket, 'close');
    },
  },
  // A gate that nobody opens.
  'fetch-in-flight': { begin: (name) => void fetch(`/.ow/gate/${name}`, { cache: 'no-store' }).catch(() => undefined) },
  'fetch-keepalive': { begin: (name) => void fetch(`/.ow/gate/${name}`, { cache: 'no-store', keepalive: true }).catch(() => undefined) },
  'no-store-data': { begin: () => statusOnceAnswered('/no-store-data', {}) },
  'indexeddb-connection': { begin: openDatabase },
  'indexeddb-transaction': {
    async begin(name) {
      const database = await openDatabase(name);
      const keepGoing = (store: IDBObjectStore): void => {
        store.get('key').onsuccess = () => keepGoing(store);
      };
      keepGoing(database.transaction('store', 'readwrite').objectStore('store'));
    },
  },
  'broadcast-channel': { begin: (name) => new BroadcastChannel(name).addEventListener('message', () => undefined) },
  'dedicated-worker': {
    begin: () => settled(new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))), 'message'),
  },
  'shared-worker': {
    needs: 'SharedWorker',
    async begin(name) {
      const { port } = new SharedWorker('data:text/javascript,onconnect=e=>e.ports[0].postMessage(1)', name);
      port.start();
      await settled(port, 'message');
    },
  },
  'peer-connection': {
    needs: 'RTCPeerConnection',
    async begin() {
      const peer = new RTCPeerConnection();
      peer.createDataChannel('channel');
      await peer.setLocalDescription(await peer.createOffer());
    },
  },
  'opened-window': {
    async begin(name) {
      place('a', { id: 'open', href: '/opened', target: '_blank', rel: 'opener', style: 'position:fixed; inset:0' });
      const said = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
      await report(`${name}-there`, true);
      await said;
    },
  },
};

/** Begins what is called `what` under the name `name`. False when this browser has no means for it. */
export async function hold(what: string, name: string): Promise<boolean> {
  const found = holds[what];
  if (found === undefined) throw new Error(`the page library knows no hold called ${what}`);
  if (found.needs !== undefined && !(found.needs in globalThis)) return false;
  await found.begin(name);
  return true;
}

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`${location.protocol.replace('http', 'ws')}//${location.host}/socket`);
  await settled(socket, 'open');
  return socket;
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore('store');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database did not open'));
  });
}
