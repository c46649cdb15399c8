import { render } from 'preact';
import { App } from './app.tsx';
import { readResults } from './embedded.ts';
import { unpackResults } from './report.ts';

const root = document.getElementById('app') ?? document.body;
readResults().then(
  (data) => {
    render(<App report={unpackResults(data)} />, root);
  },
  (error: unknown) => {
    root.textContent = `This report cannot be read: ${String(error)}`;
  },
);
