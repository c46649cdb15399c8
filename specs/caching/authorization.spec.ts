import { authorizationCases } from '../../harness/catalogue/cache-cases/addresses.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/authorization',
    title: 'A private cache stores responses to requests with credentials',
    cases: authorizationCases,
  }),
);
