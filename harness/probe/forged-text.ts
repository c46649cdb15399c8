import { attackNames } from '../catalogue/forgery.ts';
import { expectationText } from '../model/authority.ts';
import { columns } from './columns.ts';
import { forgedExpectations, type ForgedAnswer, type ForgedPlan } from './forged-requests.ts';
import { expectedText, meaningsIn, requestCell } from './header-text.ts';
import { textOf, visible } from './text.ts';

/** Which requests of a hostile page carry a cookie in each browser, beside what is expected, as lines for a reader. */
export function forgedLines(plan: ForgedPlan, answers: Readonly<Record<string, ForgedAnswer>>): readonly string[] {
  const table = columns([
    ['', 'expected', ...Object.keys(answers)],
    ...attackNames.map((attack) => [
      attack,
      expectedText(forgedExpectations(plan, attack)),
      ...Object.values(answers).map((answer) => requestCell(answer[attack])),
    ]),
  ]);
  const reasons = new Map<string, Set<string>>();
  for (const [key, answer] of Object.entries(answers)) {
    for (const { reason, verdict } of Object.values(answer)) {
      if (reason !== undefined && verdict !== 'conflict') reasons.set(reason, (reasons.get(reason) ?? new Set()).add(key));
    }
  }
  return [
    `Set-Cookie: ${visible(textOf(plan.header))}`,
    `set at ${plan.setAt}; requests from a page of ${plan.pages['cross-site']}`,
    '',
    ...table,
    '',
    ...meaningsIn(table),
    ...[...reasons].map(([reason, keys]) => `${[...keys].join(', ')}: ${reason}`),
  ];
}

/** The same for programs. */
export function forgedJson(plan: ForgedPlan, answers: Readonly<Record<string, ForgedAnswer>>): unknown {
  return {
    setCookie: textOf(plan.header),
    setAt: plan.setAt,
    from: plan.pages['cross-site'],
    expected: Object.fromEntries(
      attackNames.map((attack) => [
        attack,
        forgedExpectations(plan, attack).map((one) => ({ ...one.clause, value: expectationText(one) })),
      ]),
    ),
    browsers: answers,
  };
}
