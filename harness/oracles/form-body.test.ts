import { expect, it } from 'vitest';
import type { Arrival } from '../../servers/wire-log.ts';
import { carrierOf } from './form-body.ts';

function arrival(target: string, type = '', body = ''): Arrival {
  const text = Buffer.from(body, 'utf8').toString('latin1');
  return {
    seq: 0,
    at: 0,
    scheme: 'https',
    host: 'a.test',
    port: 443,
    method: 'POST',
    target,
    httpVersion: '1.1',
    headers: type === '' ? [] : [['Content-Type', type]],
    body: { length: text.length, sha256: '', text },
    connection: { id: 0, lane: 'tunnel', requests: 1, end: 'open' },
    reused: false,
  };
}

it.each([
  ['nothing', arrival('/x'), 'none'],
  ['the query', arrival('/x?field=a+b%26c%3D%C3%A9'), 'query'],
  ['another query', arrival('/x?field=a'), 'altered'],
  ['a urlencoded body', arrival('/x', 'application/x-www-form-urlencoded', 'field=a+b%26c%3D%C3%A9'), 'urlencoded'],
  ['a text body', arrival('/x', 'text/plain', 'field=a b&c=é\r\n'), 'text-plain'],
  [
    'a multipart body',
    arrival('/x', 'multipart/form-data; boundary=B', '--B\r\nContent-Disposition: form-data; name="field"\r\n\r\na b&c=é\r\n--B--\r\n'),
    'multipart',
  ],
  ['a body without its type', arrival('/x', '', 'field=a+b%26c%3D%C3%A9'), 'altered'],
])('finds the field in %s', (_what, request, carrier) => {
  expect(carrierOf(request)).toBe(carrier);
});
