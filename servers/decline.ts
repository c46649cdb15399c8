import { constants, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { Decline } from './recipe.ts';

/** Gives up a request instead of answering it (RFC 9113, 8.7). */
export function decline(how: Decline, session: Http2Session, stream: ServerHttp2Stream): void {
  switch (how) {
    case 'refused-stream':
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
      return;
    case 'internal-error':
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      return;
    case 'goaway':
      // Browsers give their requests odd numbers. The connection ends once the frame is out.
      session.goaway(constants.NGHTTP2_NO_ERROR, Math.max(0, (stream.id ?? 0) - 2));
      setImmediate(() => {
        session.destroy();
      });
  }
}
