import { expiresCases } from '../../harness/catalogue/cache-cases/expires.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/expires',
    title: 'What Expires says, however it is written',
    claims: ['GP-3'],
    cases: expiresCases,
  }),
);
