import { redirectCases } from '../../harness/catalogue/cache-cases/redirects.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/redirects', title: 'Redirects are stored like other responses', cases: redirectCases }));
