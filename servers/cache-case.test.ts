import { describe, expect, it } from 'vitest';
import { answerTo, type PlacedCase } from './cache-case.ts';

const spec: PlacedCase = {
  name: 'a case',
  base: '/case/one',
  requests: [
    {
      status: 301,
      responseHeaders: [
        ['Location', '/place'],
        ['Expires', { now: 3600 }],
        ['Date', null],
      ],
    },
    { status: 304, responseHeaders: [['Set-Cookie', 'a=1; Path={base}/']] },
    { url: '/other', body: 'other' },
  ],
  places: { '/place': { body: 'place' } },
};
const now = Date.UTC(2030, 0, 1);
const answer = (number: number, url: string, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof answerTo> =>
  answerTo(spec, number, url, (name) => headers[name], now);

describe('answerTo', () => {
  it('places paths below the case’s own and reckons dates from now', () => {
    expect(answer(1, '/')).toEqual({
      status: 301,
      headers: [
        ['Location', '/case/one/place'],
        ['Expires', 'Tue, 01 Jan 2030 01:00:00 GMT'],
        ['ow-answer', '1'],
      ],
      dateless: true,
      body: 'answer 1',
    });
  });

  it('says 304 to a condition only', () => {
    expect(answer(2, '/', { 'if-none-match': '"one"' })).toMatchObject({ status: 304, body: '' });
    expect(answer(2, '/')).toMatchObject({ status: 200, body: 'answer 2' });
    expect(answer(2, '/').headers[0]).toEqual(['Set-Cookie', 'a=1; Path=/case/one/']);
  });

  it('knows where a redirect leads to', () => {
    expect(answer(1, '/place').body).toBe('place');
    expect(answer(1, '/other').body).toBe('other');
    expect(answer(9, '/')).toMatchObject({ status: 404 });
  });
});
