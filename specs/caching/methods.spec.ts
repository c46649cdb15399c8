import { methodCases } from '../../harness/catalogue/cache-cases/methods.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/methods',
    title: 'Which methods have their responses stored',
    claims: ['GP-1', 'GP-9'],
    cases: methodCases,
  }),
);
