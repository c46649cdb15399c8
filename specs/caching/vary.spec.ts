import { varyCases } from '../../harness/catalogue/cache-cases/vary.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/vary', title: 'Vary says which request fields choose the response', cases: varyCases }));
