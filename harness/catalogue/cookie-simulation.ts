import type { CaseOnPage, CaseStep, StepOutcome } from '../../servers/cookie-acts.ts';
import { noCookieStore, type ActOutcome, type DocumentAct } from '../../servers/document-acts.ts';
import { findRecipe, type Recipe } from '../../servers/recipe.ts';
import { Stage } from '../../servers/stage.ts';
import { fakeArrival } from '../engine/fake-browser.ts';
import { judgeVisit, type JudgedCell } from '../engine/run-check.ts';
import { visitsOf, type Check } from '../model/check.ts';
import { visitLog } from '../model/journey.ts';
import { octets, type CookieJarModel, type SettingContext } from '../oracles/cookie-jar/index.ts';
import { deleteByCookieStore, setByCookieStore } from '../oracles/cookie-store-call.ts';

/** The cookie jar of a simulated browser: the model itself, or something that departs from it. */
export type SimulatedJar = Pick<CookieJarModel, 'set' | 'cookieHeader'>;

/** What else a simulated browser may lack. */
export interface Lacks {
  readonly cookieStore?: true;
  /** Steps to such addresses fail: the request finds no connection, or the answer is lost on its way back. */
  readonly connection?: { readonly to: (address: string) => boolean; readonly lost: 'request' | 'answer' };
}

/** Takes a check over cookie cases through a browser that is nothing but a jar, and judges its cells. For unit tests. */
export function simulate(check: Check, newJar: () => SimulatedJar, lacks: Lacks = {}): readonly JudgedCell[] {
  return visitsOf(check).flatMap((plan, index) => {
    const stage = new Stage(`simulated${String(index)}`, index);
    const journey = check.visit(plan.values, stage);
    stage.recipes = journey.recipes;
    const [first] = journey.steps;
    if (first?.do === 'type') new SimulatedBrowser(stage, newJar(), lacks).open(first.url);
    return judgeVisit(check, plan, { log: visitLog(stage.log, []), skipped: [] }).cells;
  });
}

class SimulatedBrowser {
  readonly #stage: Stage;
  readonly #jar: SimulatedJar;
  readonly #lacks: Lacks;
  readonly #now = new Date();
  #arrivals = 0;

  constructor(stage: Stage, jar: SimulatedJar, lacks: Lacks) {
    this.#stage = stage;
    this.#jar = jar;
    this.#lacks = lacks;
  }

  /** Opens a page of cases and those that follow it. */
  open(address: string): void {
    for (let next: string | undefined = address; next !== undefined;) {
      const recipe = this.#request(next);
      const data = programData(recipe, 'runCookieCases') as { cases: readonly CaseOnPage[]; reportAs: string; next?: string };
      const outcomes = Object.fromEntries(data.cases.map(({ key, steps }) => [key, steps.map((step) => this.#take(step))]));
      this.#stage.log.report({ name: data.reportAs, value: outcomes, arrival: this.#arrival(new URL(next), []) });
      next = data.next;
    }
  }

  #take(step: CaseStep): StepOutcome {
    const { connection } = this.#lacks;
    if (connection?.to(step.url) !== true) return this.#do(step);
    if (connection.lost === 'answer') this.#do(step);
    return { failure: 'TypeError' };
  }

  #do({ kind, url }: CaseStep): StepOutcome {
    if (kind === 'socket') {
      this.#ask(url.replace(/^ws/, 'http'));
      return {};
    }
    const recipe = this.#request(url);
    if (kind === 'fetch') return {};
    const { acts } = programData(recipe, 'takeActs') as { acts: readonly DocumentAct[] };
    return { acts: acts.map((act) => this.#act(act, new URL(url))) };
  }

  /** Asks with the jar's cookies, keeps those of the answer, and follows redirects. */
  #request(address: string): Recipe {
    const url = this.#ask(address);
    const recipe = findRecipe(this.#stage.recipes, url.hostname, url.pathname + url.search);
    if (recipe === undefined) throw new Error(`nothing is registered at ${address}`);
    const values = (wanted: string): string[] => (recipe.headers ?? []).flatMap(([name, value]) => (name === wanted ? [value] : []));
    for (const line of values('set-cookie')) this.#jar.set(line, this.#context(url, 'http'));
    const [location] = values('location');
    return location === undefined ? recipe : this.#request(location);
  }

  #ask(address: string): URL {
    const url = new URL(address);
    const cookies = this.#jar.cookieHeader(url, this.#context(url, 'http'));
    this.#stage.log.record(this.#arrival(url, cookies === null ? [] : [['Cookie', cookies]]));
    return url;
  }

  #act(act: DocumentAct, url: URL): ActOutcome {
    const isStore = act.do === 'store' || act.do === 'forget';
    if ((isStore || act.do === 'list') && this.#lacks.cookieStore) return { failure: noCookieStore };
    if (isStore) {
      const header = act.do === 'store' ? setByCookieStore(act.init, url) : deleteByCookieStore(act.init, url);
      if (header === undefined) return { failure: 'TypeError' };
      this.#jar.set(header, this.#context(url, 'cookie-store'));
      return {};
    }
    if (act.do === 'assign') {
      this.#jar.set(octets(act.cookie), this.#context(url, 'script'));
      return {};
    }
    if (act.do === 'fetch') throw new Error('no document of a cookie case fetches');
    const read = this.#jar.cookieHeader(url, this.#context(url, 'script')) ?? '';
    return { read: Buffer.from(read, 'latin1').toString('utf8') };
  }

  #context(url: URL, api: SettingContext['api']): SettingContext {
    return { url, api, now: this.#now };
  }

  #arrival(url: URL, headers: readonly (readonly [string, string])[]): ReturnType<typeof fakeArrival> {
    return fakeArrival(url, url.pathname + url.search, headers, 'GET', this.#arrivals++);
  }
}

function programData({ body }: Recipe, program: string): unknown {
  if (body?.kind !== 'page' || body.program !== program) throw new Error(`no page that runs ${program}`);
  return body.data;
}
