import { expect, test } from 'vitest';
import { Eavesdropper } from './eavesdropper.ts';

test('a text is heard even if it comes in two pieces', () => {
  const eavesdropper = new Eavesdropper(['secret', 'other']);
  const hear = eavesdropper.listen();
  hear('GET /?sec');
  hear(Buffer.from('ret HTTP/1.1'));
  expect([...eavesdropper.heard]).toEqual(['secret']);
});

test('two streams are not taken for one', () => {
  const eavesdropper = new Eavesdropper(['secret']);
  eavesdropper.listen()('sec');
  eavesdropper.listen()('ret');
  expect([...eavesdropper.heard]).toEqual([]);
});

test('nothing is heard by one who listens for nothing', () => {
  const eavesdropper = new Eavesdropper([]);
  eavesdropper.listen()('anything');
  expect([...eavesdropper.heard]).toEqual([]);
});
