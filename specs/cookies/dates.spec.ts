import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { dateSpellings, type DateSpelling } from '../../harness/catalogue/cookie-dates.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

/**
 * The spelling with 2033 in place of 1994, which names the same weekday; undefined where the year is not 1994. A date
 * read as past deletes the cookie; read as future, or not read at all, leaves it there. So the two forms of a spelling
 * tell a browser that reads it from one that does not, and one that reads the year wrong.
 */
function inFuture(spelling: DateSpelling): string | undefined {
  const past = dateSpellings[spelling];
  const moved = past.includes('1994') ? past.replace('1994', '2033') : past.replace(/94(?=\s|$)/, '33');
  return moved === past ? undefined : moved;
}

const dates = rfc10025('5.1.1', 'Dates');

export default check(
  cookieCases({
    id: 'cookies/dates',
    title: 'Which spellings of a date an Expires attribute is read in',
    clauses: [dates, rfc10025('5.6.1', 'The Expires Attribute')],
    claims: ['CK-7'],
    axes: { form: sideBySide(['as-listed', 'in-2033']), spelling: sideBySide(Object.keys(dateSpellings) as DateSpelling[]) },
    omit: ({ form, spelling }) =>
      form === 'in-2033' && inFuture(spelling) === undefined ? 'the spelling has no year 1994 to move into the future' : undefined,
    caseOf: ({ form, spelling }) => {
      const date = form === 'as-listed' ? dateSpellings[spelling] : (inFuture(spelling) ?? '');
      return { set: [{ set: ['n=old', `n=new; Expires=${date}`] }] };
    },
    clause: dates,
  }),
);
