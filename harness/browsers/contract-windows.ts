import assert from 'node:assert/strict';
import { page } from '../../servers/recipe.ts';
import { deadlineMs, reported, type ContractRow, type Subject } from './contract-steps.ts';

/** What a person does at a real window, each thing told by the page that it comes to. */
async function useWindow({ world, browser }: Pick<Subject, 'world' | 'browser'>): Promise<void> {
  const stage = world.openStage();
  const written = { body: '<p style="font-size:200px;text-align:center">here</p>' };
  stage.recipes = {
    '/here': page('announce', { name: 'here' }, written),
    '/button': page('openOnClick', { url: stage.at('same-origin', '/here'), name: 'button' }),
  };
  const window = await browser.openWindow();
  try {
    await window.type(stage.at('same-origin', '/button'));
    await reported(stage, 'opener-button');
    await window.press('F5');
    await reported(stage, 'opener-button', 2);
    await window.clickReload();
    await reported(stage, 'opener-button', 3);
    const before = await window.still();
    await window.clickMiddle(1);
    await reported(stage, 'here');
    assert.equal(await window.changed(before, AbortSignal.timeout(deadlineMs)), true);
    const opened = await window.still();
    await window.press('ctrl+w');
    assert.equal(await window.changed(opened, AbortSignal.timeout(deadlineMs)), true);
    await window.type(stage.at('same-origin', '/here'));
    await reported(stage, 'here', 2);
    assert.equal((await window.picture()).subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    assert.equal(window.gone.aborted, false);
  } finally {
    world.closeStage(stage);
    await window.close();
  }
}

/** What every real window must do, with a person at its keyboard. */
export const windowRows: readonly ContractRow[] = [
  {
    title: 'opens a real window where a person types, presses keys, clicks and looks',
    needsDriver: true,
    check: useWindow,
  },
  {
    title: 'opens two real windows side by side',
    needsDriver: true,
    check: async (subject: Subject): Promise<void> => {
      await Promise.all([useWindow(subject), useWindow(subject)]);
    },
  },
];
