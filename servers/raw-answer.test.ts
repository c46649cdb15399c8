import { expect, test } from 'vitest';
import { forwardable, needsRawAnswer, rawAnswer } from './raw-answer.ts';

test.each(['a=b', 'tab\there', '\x80\xff', ''])('Node’s HTTP can write «%s»', (value) => {
  expect(needsRawAnswer([['set-cookie', value]])).toBe(false);
});

test.each(['\0', '\x01', '\x1f', '\x7f', 'line\nbreak', '\u0100'])('Node’s HTTP refuses %j', (value) => {
  expect(needsRawAnswer([['set-cookie', value]])).toBe(true);
});

test('a long head is not for Node’s HTTP either, which could not read it again', () => {
  const lines = Array.from({ length: 4 }, () => ['set-cookie', 'x'.repeat(4000)] as const);
  expect(needsRawAnswer(lines)).toBe(true);
});

test('a raw answer is what it says, octet by octet', () => {
  const answer = rawAnswer(200, [['set-cookie', 'a=\x01\xc3\xa4']], 'ä');
  expect(answer.toString('latin1')).toBe(
    'HTTP/1.1 200 OK\r\nset-cookie: a=\x01\xc3\xa4\r\nconnection: close\r\ncontent-length: 2\r\n\r\n\xc3\xa4',
  );
});

test('what a browser sent is made forwardable', () => {
  expect(forwardable('a=\x01b\t\xff')).toBe('a=?b\t\xff');
});
