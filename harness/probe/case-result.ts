import { visible } from './text.ts';

/** What a browser made of a case: the `Cookie` line that arrived (null for none), or why there is no answer. */
export type CaseAnswer = { readonly header: string | null } | { readonly error: string };

/** A case with its answers, as `--json` prints it. */
export interface CaseResult {
  readonly name: string;
  /** The line that RFC 10025 wants. */
  readonly oracle: string | null;
  /** By browser key; a browser that could not be taken through the case is missing here. */
  readonly browsers: Readonly<Record<string, string | null>>;
  readonly errors?: Readonly<Record<string, string>>;
}

export function caseResult(name: string, oracle: string | null, answers: Readonly<Record<string, CaseAnswer>>): CaseResult {
  const entries = Object.entries(answers);
  const errors = entries.flatMap(([key, answer]) => ('error' in answer ? [[key, answer.error] as const] : []));
  return {
    name,
    oracle,
    browsers: Object.fromEntries(entries.flatMap(([key, answer]) => ('error' in answer ? [] : [[key, answer.header] as const]))),
    ...(errors.length === 0 ? {} : { errors: Object.fromEntries(errors) }),
  };
}

/** Widest name that keeps its column; a longer one pushes its answer to the right. */
const widestName = 40;

/**
 * A case for a reader: one line where everybody agrees, else who says what, RFC 10025 first.
 * `=` agree, `≠` a browser differs, `!` a browser has no answer.
 */
export function caseLines({ name, oracle, browsers, errors = {} }: CaseResult, nameWidth: number): readonly string[] {
  const sides = [['RFC 10025', oracle] as const, ...Object.entries(browsers)];
  const answers = [...new Set(sides.map(([, header]) => header))];
  const said = answers.map((answer) => {
    const who = sides.filter(([, header]) => header === answer).map(([side]) => side);
    return answers.length === 1 ? shown(answer) : `${shown(answer)}   ${who.join(', ')}`;
  });
  const failed = Object.entries(errors).map(([key, error]) => `${key}: ${error}`);
  const mark = failed.length > 0 ? '!' : answers.length > 1 ? '≠' : '=';
  const indent = Math.min(nameWidth, widestName);
  return [...said, ...failed].map(
    (line, index) => `${index === 0 ? `${mark} ${visible(name).padEnd(indent)}` : ' '.repeat(indent + 2)}  ${line}`,
  );
}

/** Longest header that is shown whole. */
const longestShown = 200;

function shown(header: string | null): string {
  if (header === null) return '(no Cookie line)';
  const text = visible(header);
  return text.length <= longestShown ? `Cookie: ${text}` : `Cookie: ${text.slice(0, longestShown)}… (${String(text.length)} characters)`;
}

/** Counts agreement over all cases while they pass by. */
export class Tally {
  readonly #agreed = new Map<string, number>();
  readonly #failed = new Map<string, number>();
  #cases = 0;

  constructor(keys: readonly string[]) {
    for (const key of keys) this.#agreed.set(key, 0);
  }

  add({ oracle, browsers, errors = {} }: CaseResult): void {
    this.#cases += 1;
    for (const [key, header] of Object.entries(browsers)) if (header === oracle) this.#agreed.set(key, (this.#agreed.get(key) ?? 0) + 1);
    for (const key of Object.keys(errors)) this.#failed.set(key, (this.#failed.get(key) ?? 0) + 1);
  }

  lines(): readonly string[] {
    return [...this.#agreed].map(([key, agreed]) => {
      const failed = this.#failed.get(key) ?? 0;
      return `${key} does as RFC 10025 says in ${String(agreed)} of ${String(this.#cases)} cases${failed === 0 ? '' : `, and has no answer in ${String(failed)}`}`;
    });
  }
}
