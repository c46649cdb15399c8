import { parsingCases } from '../../harness/catalogue/cache-cases/parsing.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/parsing', title: 'What Cache-Control says, however it is written', cases: parsingCases }));
