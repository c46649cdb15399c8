import { hostRoles, relations } from './names.ts';
import { redirect, text, type Recipes } from './recipe.ts';
import type { Stage } from './stage.ts';

/** Where a browser finds the world and what it needs to trust it. */
export interface WayIn {
  readonly proxyUrl: string;
  readonly spkiHash: string;
  readonly caFile: string;
  /** A folder that does not exist yet, for the profile of a browser started by hand. */
  readonly profileFolder: string;
}

/** A few pages for a person: cookies to set, and ways to the target from every relation. */
export function playground(stage: Stage): Recipes {
  return {
    '/': text('text/html; charset=utf-8', indexPage(stage), [['cache-control', 'no-store']]),
    '/set-cookies': {
      ...redirect(303, '/'),
      headers: [
        ['location', '/'],
        ['set-cookie', 'strict=1; Path=/; SameSite=Strict'],
        ['set-cookie', 'lax=1; Path=/; SameSite=Lax'],
        ['set-cookie', 'none=1; Path=/; SameSite=None; Secure'],
        ['set-cookie', 'absent=1; Path=/'],
      ],
    },
    '/hop': redirect(302, '{query:to}'),
  };
}

function indexPage(stage: Stage): string {
  const target = stage.at('same-origin', '/');
  const places = relations.map((relation) => `<li>${link(stage.at(relation, '/'))} ${relation}</li>`);
  const hosts = hostRoles.map((role) => `<li>${link(stage.url('https', role, '/'))} ${role}</li>`);
  return `<!doctype html><meta charset="utf-8"><title>Originwatch playground</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}</style>
<h1>Originwatch playground</h1>
<p>You are at <b id="here"></b>; this page sees the cookies <b id="cookies"></b>.</p>
<p><a href="/set-cookies">Set one cookie for each SameSite value here</a>. The developer tools show which of them go along with:</p>
<ul><li><a href="${target}">a link to the target</a></li>
<li><a href="/hop?to=${encodeURIComponent(target)}">a redirect to the target</a></li>
<li><form method="post" action="${target}"><button>a POST to the target</button></form></li></ul>
<h2>The target as seen from other origins</h2><ul>${places.join('')}</ul>
<h2>Every host of this world</h2><ul>${hosts.join('')}</ul>
<script>here.textContent=location.origin;cookies.textContent=document.cookie||'(none)'</script>`;
}

const link = (url: string): string => `<a href="${url}">${url}</a>`;

/** What `npm run serve` prints: the addresses, and how to start a browser that reaches them. */
export function guide(stage: Stage, { proxyUrl, spkiHash, caFile, profileFolder }: WayIn): string {
  const start = stage.at('same-origin', '/');
  const { hostname, port } = new URL(proxyUrl);
  return [
    'Originwatch: a world to click around in. Nothing outside it can be reached.',
    '',
    ...relations.map((relation) => `  ${relation.padEnd(14)}${stage.at(relation, '/')}`),
    '',
    'Chromium:',
    `  chromium --user-data-dir=${profileFolder} --proxy-server=${proxyUrl} --ignore-certificate-errors-spki-list=${spkiHash} ${start}`,
    '',
    'Firefox: start one with a profile of its own, then in its settings',
    `  - Network Settings: manual proxy ${hostname}, port ${port}, also for HTTPS`,
    `  - View Certificates, Authorities, Import: ${caFile} (trust it for websites)`,
    `  firefox --no-remote --profile ${profileFolder} ${start}`,
    '',
    `Anything else: http(s) proxy ${proxyUrl}, authority ${caFile}`,
    `  curl --proxy ${proxyUrl} --cacert ${caFile} ${start}`,
    '',
    'Ctrl+C ends it and removes the authority.',
  ].join('\n');
}
