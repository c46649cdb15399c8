import type { Claim } from './claim.ts';

export const connectionClaims: readonly Claim[] = [
  {
    id: 'CN-1',
    sentence: 'A connection opens with SYN, SYN+ACK and ACK, each acknowledging the other side’s sequence number plus one.',
    conditions: [{ where: 'a browser opens it', cells: ['connections/opening/*/acknowledgements'], shows: /^plus-one$/ }],
  },
  {
    id: 'CN-2',
    sentence: 'SYN and SYN+ACK carry no data; the third segment may.',
    // That the third one may carry data is no less true where a kernel never lets it.
    conditions: [{ where: 'a browser opens a connection', cells: ['connections/opening/*/{syn,syn-ack}-carries'], shows: /^nothing$/ }],
  },
  {
    id: 'CN-3',
    sentence: 'First sequence numbers differ from connection to connection.',
    conditions: [
      { where: 'a browser opens sixteen connections', cells: ['connections/opening/*/first-numbers-of-browser'], shows: /^distinct$/ },
      { where: 'an origin accepts them', cells: ['connections/opening/*/first-numbers-of-origin'], shows: /^distinct$/ },
    ],
  },
  {
    id: 'CN-4',
    sentence: 'A connection closes with four segments, FIN, ACK, FIN, ACK, and the middle two cannot be one.',
    conditions: [
      { where: 'the origin ends first', cells: ['connections/closing/*/origin-*/ack-and-fin'], shows: /^always-two/ },
      { where: 'the browser ends first', cells: ['connections/closing/*/browser-*/ack-and-fin'], shows: /^always-two/ },
    ],
  },
  {
    id: 'CN-5',
    sentence: 'A FIN uses up one sequence number.',
    conditions: [
      { where: 'the origin sends it', cells: ['connections/closing/*/origin-*/fin-number'], shows: /^one$/ },
      { where: 'the browser sends it', cells: ['connections/closing/*/browser-*/fin-number'], shows: /^one$/ },
    ],
  },
  {
    id: 'CN-6',
    sentence: 'Who closes first waits in TIME-WAIT for twice the longest segment life; the server is done before the client.',
    conditions: [
      {
        where: 'one side ends first',
        cells: ['connections/closing/*/{origin-*announced,browser-*}/time-wait'],
        shows: /^who-ended-first$/,
      },
      // Only then is it the client that waits.
      {
        where: 'the origin ends when its answer is whole, is it the browser that ends first?',
        cells: ['connections/closing/*/origin-announced/first-to-end'],
        shows: /^browser/,
      },
    ],
  },
  {
    id: 'CN-7',
    sentence: 'After one side’s FIN the other may still send.',
    conditions: [
      { where: 'the origin ends first', cells: ['connections/half-close/*/origin-ends'], shows: /^data-taken$/ },
      { where: 'the browser ends first', cells: ['connections/half-close/*/browser-ends'], shows: /^data-taken$/ },
    ],
  },
  {
    id: 'CN-8',
    sentence: 'HTTP/1.1 connections stay open unless Connection: close ends them; HTTP/1.0 has to ask for keep-alive.',
    conditions: [
      {
        where: 'an HTTP/1.1 answer says nothing, or keep-alive',
        cells: ['connections/persistence/*/http-1.1{,-keep-alive}/next'],
        shows: /^same-connection$/,
      },
      { where: 'an HTTP/1.1 answer says close', cells: ['connections/persistence/*/http-1.1-close*/next'], shows: /^other-connection$/ },
      {
        where: 'an HTTP/1.0 answer says nothing, or close',
        cells: ['connections/persistence/*/http-1.0{,-close}/next'],
        shows: /^other-connection$/,
      },
      {
        where: 'an HTTP/1.0 answer says keep-alive',
        cells: ['connections/persistence/*/http-1.0-keep-alive*/next'],
        shows: /^same-connection$/,
      },
    ],
  },
  {
    id: 'CN-9',
    sentence: 'A client keeps to Keep-Alive: timeout=5, max=100.',
    conditions: [
      { where: 'the timeout is over', cells: ['connections/keep-alive/*/timeout-1/idle'], shows: /^other-connection$/ },
      { where: 'the greatest number of requests is reached', cells: ['connections/keep-alive/*/max-1/count'], shows: /^no-more$/ },
    ],
  },
  {
    id: 'CN-10',
    sentence: 'A request on a connection that the server has just closed is lost: the browser does not repeat it by itself.',
    conditions: [
      {
        where: 'its method is idempotent',
        cells: ['post/repeats/*/{close,reset}-before/{frame-get,window-get,fetch-get,fetch-head,fetch-put,fetch-delete}'],
        shows: /^once$/,
      },
      { where: 'it is a POST', cells: ['post/repeats/*/{close,reset}-before/{frame,window,fetch}-post'], shows: /^once$/ },
    ],
  },
  {
    id: 'CN-11',
    sentence: 'Two addresses and two ports name a connection.',
    conditions: [{ where: 'several are open to one origin', cells: ['connections/opening/*/four-tuples'], shows: /^one-each$/ }],
  },
  {
    id: 'CN-12',
    sentence: 'Opening an address goes: name look-up, connection, request, response, parsing, rendering, one after the other.',
    // Origins without the proxy have addresses for names: there is nothing to look up.
    conditions: [
      { where: 'the request is to follow the connection', cells: ['connections/order/*/request'], shows: /^after/ },
      { where: 'the response is to follow the request', cells: ['connections/order/*/response'], shows: /^after/ },
      { where: 'parsing is to follow the response', cells: ['connections/order/*/parsing'], shows: /^after/ },
      { where: 'rendering is to follow the response', cells: ['connections/order/*/rendering'], shows: /^after/ },
    ],
  },
  {
    id: 'CN-13',
    sentence: 'TCP asks whether an idle connection still lives after about two hours, then every 75 seconds, ten times.',
    // What comes after the first question is the kernel's for every program alike.
    conditions: [
      {
        where: 'a browser leaves a connection idle, does its kernel wait about two hours before it asks?',
        cells: ['connections/probes/*'],
        shows: /^after-two-hours$/,
      },
    ],
  },
  {
    id: 'CN-14',
    sentence: 'Half-open connections wait in a queue, and SYN+ACK is repeated after 1, 2, 4 and 8 seconds.',
    conditions: [],
    unobservable:
      'the queue and its timer are those of the server’s kernel, the same for every client; no browser can be made to show them',
  },
];
