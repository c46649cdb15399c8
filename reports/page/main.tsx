import { render } from 'preact';
import { App } from './app.tsx';
import { readFuzz, readResults } from './embedded.ts';
import { unpackResults } from './report.ts';

const root = document.getElementById('app') ?? document.body;
Promise.all([readResults(), readFuzz()]).then(
  ([data, fuzz]) => {
    render(<App report={unpackResults(data)} fuzz={fuzz} />, root);
  },
  (error: unknown) => {
    root.textContent = `This report cannot be read: ${String(error)}`;
  },
);
