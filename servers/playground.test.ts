import { expect, test } from 'vitest';
import { relations } from './names.ts';
import { guide, playground } from './playground.ts';
import { Stage } from './stage.ts';

const stage = new Stage('demo', 0);

test('the index links to every relation', () => {
  const index = playground(stage)['/']?.body;
  for (const relation of relations)
    expect(index).toMatchObject({ text: expect.stringContaining(`href="${stage.at(relation, '/')}"`) as string });
});

test('the guide holds what a browser needs', () => {
  const text = guide(stage, { proxyUrl: 'http://127.0.0.1:81', spkiHash: 'HASH=', caFile: '/t/ca.pem', profileFolder: '/t/profile' });
  expect(text).toContain('--proxy-server=http://127.0.0.1:81 --ignore-certificate-errors-spki-list=HASH= https://www.a-demo.test/');
  expect(text).toContain('manual proxy 127.0.0.1, port 81');
  expect(text).toContain('--cacert /t/ca.pem');
});
