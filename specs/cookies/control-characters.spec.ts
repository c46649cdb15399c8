import { cookieCases, cookieText } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, rfc10025, rfc9110, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { CookieJarModel } from '../../harness/oracles/cookie-jar/index.ts';

const characters = [...Array.from({ length: 0x20 }, (_, code) => code), 0x7f].map((code) => `x${code.toString(16).padStart(2, '0')}`);
const characterOf = (name: string): string => String.fromCharCode(parseInt(name.slice(1), 16));

type Means = 'http' | 'script' | 'cookie-store';
type Part = 'name' | 'value' | 'attribute';

/** A cookie that is there before, so that «ignored» is told from «stored in part». */
const old = { name: 'n', value: 'old' };

function lineWith(part: Part, character: string): string {
  if (part === 'name') return `n${character}m=new`;
  return part === 'value' ? `n=a${character}b` : `n=new; x=a${character}b`;
}

function storeInitWith(part: Part, character: string): string {
  return JSON.stringify(part === 'name' ? { name: `n${character}m`, value: 'new' } : { name: 'n', value: `a${character}b` });
}

const parsing = rfc10025('5.6', 'The Set-Cookie Header Field');
const fieldValues = rfc9110('5.5', 'Field Values');
const messageParsing = clause('RFC 9112', '2.2 Message Parsing', 'https://www.rfc-editor.org/rfc/rfc9112.html#section-2.2');

/**
 * NUL, CR and LF are no part of a field value: the recipient rejects the message or reads a space instead (RFC 9110,
 * 5.5). A single LF it may also take for the end of the line (RFC 9112, 2.2). Undefined for other characters.
 */
function expectOfHttp(part: Part, character: string): readonly Expectation[] | undefined {
  const rejected = storedOf([]);
  const replaced = storedOf([lineWith(part, ' ')]);
  if (character === '\x00' || character === '\r') return [expectation(fieldValues, rejected, replaced)];
  if (character !== '\n') return undefined;
  const ended = storedOf([lineWith(part, character).split(character, 1)[0] ?? '']);
  return [expectation(fieldValues, rejected, replaced), expectation(messageParsing, rejected, replaced, ended)];
}

function storedOf(lines: readonly string[]): string {
  const jar = new CookieJarModel();
  const context = { url: new URL('https://www.example.com/'), api: 'http' as const, now: new Date() };
  for (const line of [`${old.name}=${old.value}`, ...lines]) jar.set(line, context);
  return cookieText(jar.cookieHeader(context.url, context));
}

const cases = cookieCases({
  id: 'cookies/control-characters',
  title: 'A control character other than the tab makes a browser ignore the whole cookie',
  clauses: [parsing, rfc10025('5.7', 'Storage Model'), fieldValues, messageParsing],
  axes: {
    by: sideBySide<readonly Means[]>(['http', 'script', 'cookie-store']),
    part: sideBySide<readonly Part[]>(['name', 'value', 'attribute']),
    character: sideBySide(characters),
  },
  omit: ({ by, part }) =>
    by === 'cookie-store' && part === 'attribute' ? 'cookieStore takes no attributes that it does not know' : undefined,
  caseOf: ({ by, part, character: name }) => {
    const character = characterOf(name);
    if (by === 'cookie-store') return { set: [{ via: by, set: [JSON.stringify(old), storeInitWith(part, character)] }] };
    const before = `${old.name}=${old.value}`;
    const line = lineWith(part, character);
    return { set: by === 'script' ? [{ via: by, set: [before, line] }] : [{ set: [before] }, { set: [line], mayFail: true }] };
  },
  clause: parsing,
  matter: 'parsing',
});

export default check({
  ...cases,
  expect: (values) => (values.by === 'http' ? expectOfHttp(values.part, characterOf(values.character)) : undefined) ?? cases.expect(values),
});
