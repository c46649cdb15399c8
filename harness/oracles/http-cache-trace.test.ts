import { describe, expect, it } from 'vitest';
import { defaultBody, type PageAnswer } from '../../servers/cache-case.ts';
import { traceText, type RequestTrace, type WatchedCase } from './http-cache-trace.ts';

const got = (body: string, more: Partial<Extract<PageAnswer, { status: number }>> = {}): PageAnswer => ({
  status: 200,
  headers: {},
  body,
  ...more,
});
const seen = (headers: Readonly<Record<string, string>> = {}, url = '/'): RequestTrace['arrivals'][number] => ({ url, headers });
const spec: WatchedCase = {
  name: 'a case',
  requests: [
    {
      responseHeaders: [
        ['ETag', '"one"'],
        ['Last-Modified', { now: -60 }],
      ],
    },
    { status: 304 },
  ],
};
const second = (trace: RequestTrace, of: WatchedCase = spec): string =>
  traceText(of, [{ arrivals: [seen()], got: got(defaultBody(1)) }, trace]).split(',')[1] ?? '';

describe('traceText', () => {
  it.each([
    ['hit-1', { arrivals: [], got: got(defaultBody(1)) }],
    ['miss', { arrivals: [seen()], got: got(defaultBody(2)) }],
    ['validated-1', { arrivals: [seen({ 'if-none-match': '"one"' })], got: got(defaultBody(1)) }],
    ['asked', { arrivals: [seen({ 'if-none-match': '"one"' })], got: got(defaultBody(2)) }],
    ['hit-1+miss', { arrivals: [seen()], got: got(defaultBody(1)) }],
    ['miss*2', { arrivals: [seen(), seen()], got: got(defaultBody(2)) }],
    ['error', { arrivals: [], got: { error: 'TypeError' } }],
    ['miss!error', { arrivals: [seen()], got: { error: 'TypeError' } }],
    ['hit-?', { arrivals: [], got: got('another case’s body') }],
    ['hit-1!status-206', { arrivals: [], got: got(defaultBody(1), { status: 206 }) }],
    ['validated-1!validator', { arrivals: [seen({ 'if-none-match': '"two"' })], got: got(defaultBody(1)) }],
    ['validated-1', { arrivals: [seen({ 'if-modified-since': 'any date' })], got: got(defaultBody(1)) }],
    ['miss>miss', { arrivals: [seen(), seen({}, '/place')], got: got('there', { redirectedTo: '/place' }) }],
    ['hit>miss', { arrivals: [seen({}, '/place')], got: got('there', { redirectedTo: '/place' }) }],
    ['hit>hit', { arrivals: [], got: got('there', { redirectedTo: '/place' }) }],
  ] as const)('%s', (word, trace) => {
    expect(second(trace)).toBe(word);
  });

  it('tells answers without a body by their number', () => {
    expect(second({ arrivals: [], got: got('', { headers: { 'ow-answer': '1' } }) })).toBe('hit-1');
  });

  it('shows what is watched, on the wire or in the page', () => {
    const watching = { ...spec, watch: ['if-none-match', 'x-test'] };
    expect(
      second({ arrivals: [seen({ 'if-none-match': '"one"' })], got: got(defaultBody(1), { headers: { 'x-test': '2' } }) }, watching),
    ).toBe('validated-1[if-none-match="one";x-test=2]');
  });

  it('takes a condition of the page’s own for no validation', () => {
    const own: WatchedCase = { name: 'own', requests: [{}, { requestHeaders: [['If-None-Match', '"one"']], status: 304 }] };
    expect(
      second({ arrivals: [seen({ 'if-none-match': '"one"' })], got: got('', { status: 304, headers: { 'ow-answer': '2' } }) }, own),
    ).toBe('miss');
  });
});
