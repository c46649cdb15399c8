import { check } from '../../harness/fixtures.ts';
import { clause, expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { charsets, encodeText, percentEncode, type Charset } from '../../harness/oracles/text-encoding.ts';
import { page } from '../../servers/recipe.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What travels: a letter that all three encodings have, one that windows-1252 lacks, a sign with odd octets, and one beyond GBK. */
const texts = { 'e-acute': 'é', euro: '€', han: '中', emoji: '😀' } as const;
type Text = keyof typeof texts;
const textNames = Object.keys(texts) as Text[];

const parsing = html('urls-and-fetching', 'encoding-parsing-a-url', 'encoding-parse a URL');
const submitting = html('form-control-infrastructure', 'form-submission-algorithm', 'form submission');
const choosing = html('form-control-infrastructure', 'selecting-a-form-submission-encoding', 'picking an encoding for the form');
const multipart = html('form-control-infrastructure', 'multipart-form-data', 'multipart form data');
const plain = html('form-control-infrastructure', 'plain-text-form-data', 'plain text form data');
const urlParsing = clause('URL', 'URL parsing', 'https://url.spec.whatwg.org/#concept-basic-url-parser');
const extracting = clause('Fetch', 'extract a body', 'https://fetch.spec.whatwg.org/#concept-bodyinit-extract');

/** Who sends the text, and where in the request it goes. */
const ways = {
  'typed-path': undefined,
  'typed-query': undefined,
  'link-path': (text) => expectation(urlParsing, percentEncode(text, 'UTF-8')),
  'link-query': (text, charset) => expectation(parsing, percentEncode(text, charset)),
  'link-fragment': () => expectation(urlParsing, 'nothing'),
  'form-get': (text, charset) => expectation(submitting, `field=${percentEncode(text, charset)}`),
  'form-urlencoded': (text, charset) => expectation(submitting, `field=${percentEncode(text, charset)}`),
  'form-multipart': (text, charset) => expectation(multipart, `field=${octets(encodeText(text, charset))}`),
  'form-text': (text, charset) => expectation(plain, `field=${octets(encodeText(text, charset))}`),
  'form-accept-utf-8': (text) => expectation(choosing, `field=${percentEncode(text, 'UTF-8')}`),
  'fetch-path': (text) => expectation(urlParsing, percentEncode(text, 'UTF-8')),
  'fetch-query': (text) => expectation(urlParsing, percentEncode(text, 'UTF-8')),
  'fetch-text': (text) => expectation(extracting, octets(encodeText(text, 'UTF-8'))),
  'fetch-form-data': (text) => expectation(extracting, `field=${octets(encodeText(text, 'UTF-8'))}`),
} as const satisfies Readonly<Record<string, ((text: string, charset: Charset) => Expectation) | undefined>>;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];
const isTyped = (way: Way): boolean => ways[way] === undefined;

interface Values {
  readonly charset: Charset;
  readonly way: Way;
  readonly text: Text;
}
type Sending = Omit<Values, 'charset'>;
const sendings = wayNames.flatMap((way) => textNames.map((text): Sending => ({ way, text })));
const pathAt = ({ way, text }: Sending): string => `/to/${way}/${text}`;

/** Octets beyond ASCII as `\xE9`, so that an observation is a line of ASCII; one character an octet. */
function octets(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function arrivalOf(sending: Sending, log: VisitLog): Arrival | undefined {
  const path = pathAt(sending);
  return log.arrivals.find((arrival) => pathOf(arrival) === path || pathOf(arrival).startsWith(`${path}/`));
}

/** What stands after the path that was given, or in the body; `nothing` where that is empty. */
function textIn(arrival: Arrival, path: string): string {
  const { text } = arrival.body;
  const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(headerValues(arrival, 'content-type')[0] ?? '')?.[1];
  const part = boundary === undefined ? undefined : text.split(`--${boundary}`)[1];
  if (part !== undefined) return octets(part.trim().replace(/^Content-Disposition: form-data; name="field"\r\n\r\n/, 'field='));
  const found = text === '' ? arrival.target.slice(path.length + 1) : text.trimEnd();
  return found === '' ? 'nothing' : octets(found);
}

function read({ charset, ...sending }: Values, log: VisitLog): Reading {
  const arrival = arrivalOf(sending, log);
  if (arrival === undefined) return { seen: 'no-request' };
  const seen = textIn(arrival, pathAt(sending));
  const { charset: own } = log.reported('sent') as { charset: string };
  return own === charset ? { seen } : { seen, inconclusive: `the page took its encoding for ${own}` };
}

/** The address as a person types it. */
const typed = (url: string, { way, text }: Sending): string => `${url}${way === 'typed-path' ? '/' : '?'}${texts[text]}`;

export default check({
  id: 'post/encoding',
  title: 'How text beyond ASCII travels in a URL and in a body, by the encoding of the page',
  clauses: [parsing, submitting, choosing, multipart, plain, urlParsing, extracting],
  claims: ['GP-8'],
  axes: { charset: perVisit(charsets), way: sideBySide(wayNames), text: sideBySide(textNames) },
  omit: ({ charset, way }) => (isTyped(way) && charset !== 'UTF-8' ? 'an address that is typed belongs to no page' : undefined),
  visit: ({ charset }, stage) => {
    const fromPage = sendings.filter(({ way }) => !isTyped(way));
    const byHand = charset === 'UTF-8' ? sendings.filter(({ way }) => isTyped(way)) : [];
    const url = (sending: Sending): string => stage.at('same-origin', pathAt(sending));
    const arrives = (sending: Sending): Step => ({
      do: 'await',
      what: `the text ${sending.text} by ${sending.way}`,
      until: (log) => arrivalOf(sending, log) !== undefined,
    });
    return {
      recipes: {
        '/texts': page(
          'sendTexts',
          {
            sendings: fromPage.map((sending) => ({
              way: sending.way,
              url: url(sending),
              codePoints: Array.from(texts[sending.text], (character) => character.codePointAt(0)),
            })),
            gate: 'next',
            reportAs: 'sent',
          },
          { headers: [['content-type', `text/html; charset=${charset}`]] },
        ),
        '/to/*': { status: 204 },
      },
      steps: [
        type(stage.at('same-origin', '/texts')),
        ...fromPage.flatMap((sending, index): readonly Step[] => [arrives(sending), { do: 'open-gate', gate: `next-${String(index)}` }]),
        awaitReport('sent'),
        ...byHand.flatMap((sending) => [type(typed(url(sending), sending)), arrives(sending)]),
      ],
    };
  },
  read,
  expect: ({ charset, way, text }) => {
    const expected = ways[way];
    return expected === undefined ? [] : [expected(texts[text], charset)];
  },
  evidence: (values, log) => ({ arrivals: [arrivalOf(values, log) ?? []].flat() }),
});
