import { once } from 'node:events';
import { connect, constants } from 'node:http2';
import { afterAll, expect, test } from 'vitest';
import { text, type Decline } from './recipe.ts';
import { startWorld } from './world.ts';

const world = await startWorld();
afterAll(() => world.close());

/** What a client hears when its second request on a connection is declined. */
async function heardOf(declines: Decline): Promise<{ code?: number | undefined; last?: number | undefined }> {
  const stage = world.openStage();
  await world.openDirectLane(stage);
  stage.recipes = { '/answered': text('text/plain', 'there'), '/declined': { declines } };
  const session = connect(new URL(stage.directUrl('http2', '/')).origin, { ca: world.caPem });
  await once(session.request({ ':path': '/answered' }).resume(), 'end');
  return new Promise((resolve) => {
    session.once('goaway', (code: number, last?: number) => {
      resolve({ code, last });
    });
    const stream = session.request({ ':path': '/declined' });
    stream.on('error', () => {
      resolve({ code: stream.rstCode });
      session.destroy();
    });
  });
}

test('a request is refused, given up, or named as one that came too late', async () => {
  expect(await heardOf('refused-stream')).toEqual({ code: constants.NGHTTP2_REFUSED_STREAM });
  expect(await heardOf('internal-error')).toEqual({ code: constants.NGHTTP2_INTERNAL_ERROR });
  // The request that was answered has the number 1, the one that was not has 3.
  expect(await heardOf('goaway')).toEqual({ code: constants.NGHTTP2_NO_ERROR, last: 1 });
});
