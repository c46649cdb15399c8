import { cookieCases } from '../../harness/catalogue/cache-cases/cookies.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({ id: 'caching/cookies', title: 'Stored responses and the cookies that come and go with them', cases: cookieCases }),
);
