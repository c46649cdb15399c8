import type { Claim } from './claim.ts';

const kernelTimer = 'the kernel keeps this timer for every program alike; no browser can be made to show it';

export const connectionClaims: readonly Claim[] = [
  {
    id: 'CN-1',
    sentence: 'A connection opens with SYN, SYN+ACK and ACK, each acknowledging the other side’s sequence number plus one.',
    conditions: [],
  },
  { id: 'CN-2', sentence: 'SYN and SYN+ACK carry no data; the third segment may.', conditions: [] },
  { id: 'CN-3', sentence: 'First sequence numbers differ from connection to connection.', conditions: [] },
  { id: 'CN-4', sentence: 'A connection closes with four segments, FIN, ACK, FIN, ACK, and the middle two cannot be one.', conditions: [] },
  { id: 'CN-5', sentence: 'A FIN uses up one sequence number.', conditions: [] },
  {
    id: 'CN-6',
    sentence: 'Who closes first waits in TIME-WAIT for twice the longest segment life; the server is done before the client.',
    conditions: [],
  },
  { id: 'CN-7', sentence: 'After one side’s FIN the other may still send.', conditions: [] },
  {
    id: 'CN-8',
    sentence: 'HTTP/1.1 connections stay open unless Connection: close ends them; HTTP/1.0 has to ask for keep-alive.',
    conditions: [],
  },
  { id: 'CN-9', sentence: 'A client keeps to Keep-Alive: timeout=5, max=100.', conditions: [] },
  {
    id: 'CN-10',
    sentence: 'A request on a connection that the server has just closed fails unless the client repeats it.',
    conditions: [
      {
        where: 'its method is idempotent',
        cells: ['post/repeats/*/{close,reset}-before/fetch-{get,put,delete}'],
        shows: /^once$/,
      },
      { where: 'it is a POST', cells: ['post/repeats/*/{close,reset}-before/fetch-post'], shows: /^once$/ },
    ],
  },
  { id: 'CN-11', sentence: 'Two addresses and two ports name a connection.', conditions: [] },
  {
    id: 'CN-12',
    sentence: 'Opening an address goes: name look-up, connection, request, response, parsing, rendering, one after the other.',
    conditions: [],
  },
  {
    id: 'CN-13',
    sentence: 'TCP asks whether an idle connection still lives after about two hours, then every 75 seconds, ten times.',
    conditions: [],
    unobservable: kernelTimer,
  },
  {
    id: 'CN-14',
    sentence: 'Half-open connections wait in a queue, and SYN+ACK is repeated after 1, 2, 4 and 8 seconds.',
    conditions: [],
    unobservable: kernelTimer,
  },
];
