import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { statusAtTheEnd } from './page/status-at-the-end.ts';

/** Answers whose head is out and whose body is still to come. */
const answers: ServerResponse[] = [];
const server = createServer((_, response) => {
  response.writeHead(200).write('more is to come');
  answers.push(response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
afterAll(() => server.close());

/** Whether the head of an answer has been enough, and what there is once `end` has been done to it. */
async function asked(end: (answer: ServerResponse) => void): Promise<{ atTheHead: boolean; status: number | undefined }> {
  let resolved = false;
  const status = statusAtTheEnd(url, {}).finally(() => (resolved = true));
  // A fetch that is begun later resolves with its head.
  await fetch(url);
  await fetch(url);
  const atTheHead = resolved;
  answers.splice(0).forEach(end);
  return { atTheHead, status: await status };
}

test('an answer is awaited to its end, not to its head', async () => {
  expect(await asked((answer) => answer.end())).toEqual({ atTheHead: false, status: 200 });
});

test('an answer that breaks off is none', async () => {
  expect(await asked((answer) => answer.destroy())).toEqual({ atTheHead: false, status: undefined });
});
