import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { page } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';
import { announcing, deadlineMs, onStage, reported, started, until, type ContractRow, type Subject } from './contract-steps.ts';
import { windowRows } from './contract-windows.ts';
import { commandLine, descendants, isAlive, remoteAddresses } from './processes.ts';

const everyKindOfCookie = (domain: string): readonly (readonly [string, string])[] =>
  [
    '',
    'Max-Age=9999',
    'HttpOnly',
    'SameSite=Strict',
    'SameSite=None; Secure; Path=/',
    'Secure; Partitioned; SameSite=None',
    `Domain=${domain}`,
  ].map((attributes, index) => ['set-cookie', `n${String(index)}=v; ${attributes}`]);

export const contract: readonly ContractRow[] = [
  {
    title: 'opens two tabs at once',
    needsDriver: false,
    check: async ({ world, browser }: Subject): Promise<void> => {
      const stages = [world.openStage(), world.openStage()];
      for (const stage of stages) stage.recipes = announcing();
      const tabs = await Promise.all(stages.map(() => browser.open()));
      await Promise.all(tabs.map((tab, index) => tab.type(stages[index]?.at('same-origin', '/here') ?? 'about:blank')));
      await Promise.all(stages.map((stage) => reported(stage, 'here')));
      await Promise.all(tabs.map((tab) => tab.close()));
    },
  },
  {
    title: 'takes an address to its origin with its query intact',
    needsDriver: false,
    check: (subject) =>
      onStage(subject, announcing, async (stage, tab) => {
        const target = '/here?space=a%20b+c&umlaut=%C3%A4&empty=&bare&again=1&again=2&quote=%22';
        await tab.type(stage.at('same-origin', target));
        await reported(stage, 'here');
        assert.equal(stage.log.arrivals[0]?.target, target);
      }),
  },
  {
    title: 'a window opens on a click',
    needsDriver: true,
    check: (subject) =>
      onStage(
        subject,
        (stage) => ({
          '/opener': page('offerOpeners', { base: stage.at('same-origin', '/opened/'), names: ['window-open'], reportAs: 'offered' }),
          '/opened/window-open': page('announce', { name: 'opened' }),
        }),
        async (stage, tab) => {
          await tab.type(stage.at('same-origin', '/opener'));
          await reported(stage, 'offered');
          await tab.click('#window-open');
          await reported(stage, 'opened');
        },
      ),
  },
  {
    title: 'clicks in a frame of another site, and on the page again afterwards',
    needsDriver: true,
    check: (subject) =>
      onStage(
        subject,
        () => ({
          '/top': page('frameAddress', {}, { body: '<button id="top" onclick="fetch(\'/clicked-on-top\')">top</button>' }),
          '/framed': page('announceClicks', { name: 'framed', clicked: 'clicked-in-frame' }),
        }),
        async (stage, tab) => {
          await tab.type(stage.at('same-origin', `/top?frame=${encodeURIComponent(stage.at('cross-site', '/framed'))}`));
          await reported(stage, 'framed');
          await tab.click('#button', ['iframe']);
          await reported(stage, 'clicked-in-frame');
          await tab.click('#top');
          await stage.log.waitFor(
            () => stage.log.arrivals.find(({ target }) => target === '/clicked-on-top'),
            'the click on top',
            deadlineMs,
          );
        },
      ),
  },
  {
    title: 'no window opens without a click: driving brings no user activation',
    needsDriver: false,
    check: (subject) =>
      onStage(
        subject,
        (stage) => ({
          '/opener': page('openWithoutActivation', {
            base: stage.at('same-origin', '/opened/'),
            moments: ['after-load', 'timer', 'fetch-callback', 'message-event'],
            reportAs: 'tried',
          }),
          '/opened/*': page('closeWindow', {}),
        }),
        async (stage, tab) => {
          await tab.type(stage.at('same-origin', '/opener'));
          await reported(stage, 'tried');
          const outcomes = Object.values(stage.log.reported('tried') as Record<string, string>);
          assert.deepEqual(outcomes, ['blocked', 'blocked', 'blocked', 'blocked']);
        },
      ),
  },
  {
    title: 'evaluates an expression in the page',
    needsDriver: true,
    check: (subject) =>
      onStage(subject, announcing, async (stage, tab) => {
        await tab.type(stage.at('same-origin', '/here'));
        await reported(stage, 'here');
        const value = await tab.evaluate('({ sum: 1 + 2, text: "ä", list: [1, null], path: location.pathname })');
        assert.deepEqual(value, { sum: 3, text: 'ä', list: [1, null], path: '/here' });
      }),
  },
  {
    title: 'reloads',
    needsDriver: true,
    check: (subject) =>
      onStage(subject, announcing, async (stage, tab) => {
        await tab.type(stage.at('same-origin', '/here'));
        await reported(stage, 'here');
        await tab.reload();
        await reported(stage, 'here', 2);
      }),
  },
  {
    title: 'forgets every cookie when asked, of whatever kind',
    needsDriver: true,
    check: (subject) =>
      onStage(
        subject,
        (stage) => ({
          '/set': page('announce', { name: 'set' }, { headers: everyKindOfCookie(stage.hosts.parent) }),
          '/before': page('announce', { name: 'before' }),
          '/after': page('announce', { name: 'after' }),
        }),
        async (stage, tab) => {
          const cookiesAt = async (name: string): Promise<readonly string[]> => {
            await tab.type(stage.at('same-origin', `/${name}`));
            await reported(stage, name);
            const arrival = stage.log.arrivals.find(({ target }) => target === `/${name}`);
            return arrival === undefined ? ['nothing arrived'] : headerValues(arrival, 'cookie').flatMap((line) => line.split('; '));
          };
          await cookiesAt('set');
          assert.equal((await cookiesAt('before')).length, everyKindOfCookie('').length);
          await subject.browser.forgetCookies();
          assert.deepEqual(await cookiesAt('after'), []);
        },
      ),
  },
  {
    title: 'takes a PNG picture',
    needsDriver: true,
    check: (subject) =>
      onStage(subject, announcing, async (stage, tab) => {
        await tab.type(stage.at('same-origin', '/here'));
        await reported(stage, 'here');
        assert.equal((await tab.picture()).subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
      }),
  },
  ...windowRows,
  {
    title: 'an outside name is refused and logged, and nothing leaves the machine',
    needsDriver: false,
    check: (subject) =>
      onStage(
        subject,
        () => ({
          '/asking': page('loadInRounds', {
            rounds: [['http://outside.invalid/plain', 'https://outside.invalid/secure'].map((url) => ({ trigger: 'img', url }))],
            reportAs: 'asked',
          }),
        }),
        async (stage, tab) => {
          // Plain http, so that the browser does not refuse the plain image by itself.
          await tab.type(stage.at('other-scheme', '/asking'));
          await reported(stage, 'asked');
          assert.deepEqual(stage.log.reported('asked'), [['error', 'error']]);
          const targets = subject.world.refused.map(({ target }) => target);
          assert.ok(targets.includes('http://outside.invalid/plain'), 'the proxy has no line for the plain request');
          assert.ok(targets.includes('outside.invalid:443'), 'the proxy has no line for the tunnel');
          assert.deepEqual(remoteAddresses(descendants(process.pid)), []);
        },
      ),
  },
  {
    title: 'closing ends every process and removes every folder',
    needsDriver: false,
    check: async (subject: Subject): Promise<void> => {
      const { browser, pids, folders } = await started(subject);
      assert.ok(pids.length > 0 && folders.length > 0, 'found no process or no folder of the browser');
      await browser.close();
      await until(() => !pids.some(isAlive), `the end of processes ${pids.filter(isAlive).map(commandLine).join('; ')}`);
      assert.deepEqual(folders.filter(existsSync), []);
      assert.equal(browser.gone.aborted, false);
    },
  },
  {
    title: 'a browser that is killed says so by name',
    needsDriver: false,
    check: async (subject: Subject): Promise<void> => {
      const { browser, pids, folders } = await started(subject);
      try {
        const [first] = pids.filter((pid) => folders.some((folder) => commandLine(pid).includes(folder)));
        assert.ok(first !== undefined, 'found no process of the browser');
        process.kill(first, 'SIGKILL');
        await until(() => browser.gone.aborted, 'the sign that the browser has gone');
        assert.match(String(browser.gone.reason), /^BrowserGone: [a-z-]+-[\d.]+ .*ended in the middle of the run/);
      } finally {
        await browser.close();
      }
      await until(() => !pids.some(isAlive), `the end of processes ${pids.filter(isAlive).map(commandLine).join('; ')}`);
      assert.deepEqual(folders.filter(existsSync), []);
    },
  },
];
