import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { findApp } from './apps/app.ts';
import { handOverSocket } from './apps/hand-over.ts';
import type { Scheme } from './names.ts';
import { receive, type OriginContext } from './origin-context.ts';

/** Lets the origins of `server` answer WebSocket handshakes: recorded like any arrival, accepted, then closed by the page; or taken by an app. */
export function acceptWebSockets(server: Server, scheme: Scheme, context: OriginContext): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    void receive(context, request, scheme, context.browserSide(request)).then(({ stage, arrival }) => {
      if (stage === undefined) {
        socket.destroy();
        return;
      }
      stage.log.record(arrival);
      const app = findApp(stage.apps, arrival.target);
      if (app !== undefined) {
        if (!handOverSocket(app, request, socket, head)) socket.destroy();
        return;
      }
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.send('hello');
      });
    });
  });
}
