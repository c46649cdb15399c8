import { heuristicCases } from '../../harness/catalogue/cache-cases/statuses.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/heuristics',
    title: 'Without explicit freshness, a cache may guess for some responses',
    claims: ['GP-1'],
    cases: heuristicCases,
  }),
);
