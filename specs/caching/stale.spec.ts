import { staleCases } from '../../harness/catalogue/cache-cases/stale.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/stale', title: 'When a stale response may be shown', cases: staleCases }));
