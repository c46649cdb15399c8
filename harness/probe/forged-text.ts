import { attackNames } from '../catalogue/forgery.ts';
import { expectationText } from '../model/authority.ts';
import { columns } from '../model/columns.ts';
import { askers, forgedExpectations, type Asker, type ForgedAnswer, type ForgedPlan } from './forged-requests.ts';
import { expectedText, meaningsIn, noteLines, reasonLines, requestCell } from './header-text.ts';
import { textOf, visible } from './text.ts';

/** Which requests of a hostile page carry a cookie in each browser, beside what is expected, as lines for a reader. */
export function forgedLines(plan: ForgedPlan, answers: Readonly<Record<string, ForgedAnswer>>): readonly string[] {
  const line = (asker: Asker): readonly string[] => [
    asker,
    expectedText(forgedExpectations(plan, asker)),
    ...Object.values(answers).map((answer) => requestCell(answer[asker])),
  ];
  const table = columns([
    ['', 'expected', ...Object.keys(answers)],
    line('typed'),
    ...attackNames.map(line),
    ['carried', '', ...Object.values(answers).map((answer) => `${String(carried(answer))} of ${String(attackNames.length)}`)],
  ]);
  return [
    `Set-Cookie: ${visible(textOf(plan.header))}`,
    `set at ${plan.setAt}; asked for by a person who types the address, and by a page of ${plan.pages['cross-site']}`,
    '',
    ...table,
    '',
    ...noteLines(plan),
    ...meaningsIn(table),
    ...reasonLines(Object.entries(answers).flatMap(([key, answer]) => Object.values(answer).map((one) => [key, one] as const))),
  ];
}

/** How many of the hostile page's requests carried the cookie. */
function carried(answer: ForgedAnswer): number {
  return attackNames.filter((attack) => answer[attack].seen === 'sent').length;
}

/** The same for programs. */
export function forgedJson(plan: ForgedPlan, answers: Readonly<Record<string, ForgedAnswer>>): unknown {
  return {
    setCookie: textOf(plan.header),
    setAt: plan.setAt,
    from: plan.pages['cross-site'],
    expected: Object.fromEntries(
      askers.map((asker) => [asker, forgedExpectations(plan, asker).map((one) => ({ ...one.clause, value: expectationText(one) }))]),
    ),
    browsers: answers,
  };
}
