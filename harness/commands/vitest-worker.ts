// Vitest runs this before each file of tests, in the worker that is to take them; what it imports runs once a worker.
import './end-with-vitest.ts';
