import { statusCases } from '../../harness/catalogue/cache-cases/statuses.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/statuses',
    title: 'Responses of every status are stored with explicit freshness, and only until it ends',
    cases: statusCases,
  }),
);
