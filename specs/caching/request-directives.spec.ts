import { requestDirectiveCases } from '../../harness/catalogue/cache-cases/request-directives.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/request-directives',
    title: 'Requests may advise the cache',
    cases: requestDirectiveCases,
  }),
);
