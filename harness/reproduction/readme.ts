import { bareChromiumArguments } from '../browsers/bare-start.ts';
import type { Engine, FoundBrowser, Lane } from '../browsers/port.ts';
import type { Step } from '../model/journey.ts';
import { observationText } from '../model/observation.ts';
import type { EvidenceRecord } from '../model/results.ts';
import type { JudgedCell } from '../engine/run-check.ts';
import { evidenceLines } from './evidence-text.ts';

/** What a reproduction is about. */
export interface Subject {
  readonly title: string;
  readonly judged: JudgedCell;
  readonly evidence: EvidenceRecord;
  readonly steps: readonly Step[];
  readonly found: FoundBrowser;
  readonly lane: Lane;
}

/** The README of a reproduction: what is expected, what happens, and how to see it. */
export function reproductionReadme({ title, judged, evidence, steps, found, lane }: Subject): string {
  const seen = judged.observed === null ? 'nothing' : observationText(judged.observed);
  const expected = judged.expected.map(({ authority, clause, url, value }) => `- \`${value}\`, says ${authority}, [${clause}](${url})`);
  return [
    `# ${title}`,
    '',
    `Case: \`${judged.id}\``,
    '',
    '## Expected',
    '',
    ...(expected.length === 0 ? ['No document says.'] : expected),
    '',
    `## Seen in ${found.key} ${found.version} (${found.build})`,
    '',
    `\`${seen}\` (${judged.verdict}${judged.reason === undefined ? '' : `: ${judged.reason}`})`,
    '',
    '## See it',
    '',
    'All that is needed is Node 20 or newer and the browser. Nothing leaves the machine: the server is the proxy of the browser and answers',
    'for every name itself. Start it in this folder, and leave it running:',
    '',
    ...fenced(['node server.mjs']),
    '',
    'Start the browser with a fresh profile that uses the proxy and trusts the certificate, in this folder too:',
    '',
    ...fenced(starts[found.engine](lane)),
    '',
    ...steps.map((step, index) => `${String(index + 1)}. ${instruction(step)}`),
    '',
    'The terminal of the server shows each request as it comes. These decide; with the names in this folder they were:',
    '',
    ...fenced(evidenceLines(evidence)),
    '',
  ].join('\n');
}

const starts: Readonly<Record<Engine, (lane: Lane) => readonly string[]>> = {
  chromium: (lane) => [
    `chromium ${bareChromiumArguments(lane, './profile')
      .filter((argument) => argument !== '--no-sandbox')
      .map((argument) => `'${argument}'`)
      .join(' ')}`,
  ],
  firefox: () => [
    'certutil -N -d sql:firefox-profile --empty-password',
    'certutil -A -d sql:firefox-profile -n reproduction -t C,, -i ca.pem',
    'firefox --no-remote --profile firefox-profile',
  ],
  webkit: (lane) => [`MiniBrowser --proxy=${lane.proxyUrl} --ignore-tls-errors`],
};

/** What a person does for a step. */
export function instruction(step: Step): string {
  switch (step.do) {
    case 'type':
      return `Open \`${step.url}\`.`;
    case 'await':
      return `Wait for ${step.what}.`;
    case 'open-gate':
      return `Type \`${step.gate}\` in the terminal of the server and press Enter: the page goes on.`;
    case 'press':
      return `Press ${step.keys}.`;
    case 'click-middle':
      return step.times === 1 ? 'Click in the middle of the page.' : 'Double-click in the middle of the page.';
    case 'click-reload':
      return 'Click the reload button.';
    case 'watch':
      return `${instruction(step.act)} Watch for ${step.what}.`;
    case 'reload':
      return 'Reload the page.';
    case 'let-age':
      return `Wait until ${String(step.ms / 1000)} seconds have passed since the request for \`${step.since}\`.`;
    case 'click':
      return `Click the element \`${step.selector}\`.`;
    case 'restart':
      return 'Quit the browser and start it again with the same profile.';
    case 'crash':
      return `Wait until the browser has saved that \`${step.url}\` is open (half a minute will do), kill it, and start it again with the same profile.`;
  }
}

function fenced(lines: readonly string[]): readonly string[] {
  return ['```', ...lines, '```'];
}
