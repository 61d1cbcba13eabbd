// What a user does from the first squiggle to a fixed workspace. Each flow starts from a fresh window on a fresh workspace.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  clickWord,
  goTo,
  hoverWord,
  openFile,
  openPath,
  openProblems,
  runCommand,
  squiggleAt,
  textInWebview,
  toasts,
} from '../harness/workbench.mjs';

/** @typedef {{ page: import('playwright-core').Page, workspace: string, shot: (name: string) => Promise<void> }} Stage */

export const flows = {
  /** @param {Stage} stage */
  async 'a problem is underlined, explained on hover and fixed from the light bulb'({ page, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    const hover = await hoverWord(page, 'FROM scratch as base', 'as');
    await shot('hover');
    const text = await hover.textContent();
    assert.match(text, /platform-builder|dockerfile\//, 'the hover names neither us nor the rule');
    await page.keyboard.press('Escape');
    await clickWord(page, 'FROM scratch as base', 'as');
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget .monaco-list-row.action');
    await menu.first().waitFor();
    await shot('quick-fix');
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: 'FROM scratch AS base' }).first().waitFor();
    await shot('fixed');
  },

  async 'the Problems panel lists what was found'({ page, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    const panel = await openProblems(page);
    await shot('problems');
    const rows = await panel.locator('.monaco-list-row').allTextContents();
    assert.ok(
      rows.some((row) => row.includes('platform-builder')),
      rows.join('\n'),
    );
  },

  async 'values of a mount are completed'({ page, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    await goTo(page, 3);
    await page.keyboard.type('RUN --mount=', { delay: 30 });
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await shot('completion');
    const labels = await page.locator('.suggest-widget.visible .monaco-list-row').allTextContents();
    assert.ok(
      labels.some((label) => label.includes('type=cache') || label.includes('cache')),
      labels.join('\n'),
    );
  },

  async 'a rule is explained on a page'({ page, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    await runCommand(page, 'Platform Builder: Explain Rule');
    const input = page.locator('.quick-input-widget input').first();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'dockerfile/' }).first().waitFor();
    await input.fill('FromAsCasing');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'FromAsCasing' }).first().waitFor();
    await shot('pick-rule');
    await page.keyboard.press('Enter');
    await page
      .locator('.tab', { hasText: /Preview/ })
      .first()
      .waitFor();
    await textInWebview(page, 'dockerfile/from-as-casing');
    await shot('rule-page');
  },

  async 'safe fixes of the workspace are reviewed and applied'({ page, workspace, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    await runCommand(page, 'Platform Builder: Fix All Safe Problems in Workspace');
    await page.locator('[id="refactorPreview"] .monaco-list-row, .bulk-edit-panel .monaco-list-row').first().waitFor();
    await shot('review');
    await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).first().click();
    await page.locator('.editor-instance .view-line', { hasText: 'FROM scratch AS base' }).first().waitFor();
    await page.waitForTimeout(1000);
    await shot('reviewed');
    assert.match(await readFile(join(workspace, 'Dockerfile'), 'utf8'), /^FROM scratch AS base\n/);
  },

  async 'the language status tells the language and the profile'({ page, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    await page.locator('.statusbar-item[id="status.languageStatus"]').first().hover();
    const item = page.locator('.monaco-hover:visible .hover-language-status').first();
    await item.waitFor();
    await shot('status');
    assert.match(await page.locator('.monaco-hover:visible').first().textContent(), /Dockerfile, profile recommended/);
  },

  async 'a port that two Compose files publish is shown on both lines'({ page, shot }) {
    await openPath(page, 'shop/compose.override.yaml');
    await squiggleAt(page, '"8080:8025"');
    const hover = await hoverWord(page, '"8080:8025"', '8080');
    await shot('collision');
    assert.match(await hover.textContent(), /Host port 8080 is also published by "front"/);
    await page.keyboard.press('Escape');
    await openPath(page, 'shop/compose.yaml');
    await squiggleAt(page, '"8080:8080"');
    await openProblems(page);
    await page.waitForTimeout(1000);
    await shot('collision-problems');
  },

  async 'a stage is found, and renamed, from the Compose file that builds it'({ page, workspace, shot }) {
    await openPath(page, 'shop/compose.yaml');
    await squiggleAt(page, '"8080:8080"');
    await clickWord(page, 'target: live', 'live');
    await page.keyboard.press('F12');
    await page.locator('.editor-instance .view-line', { hasText: 'FROM dev AS live' }).first().waitFor();
    await shot('definition');
    await openPath(page, 'shop/compose.yaml');
    await clickWord(page, 'target: live', 'live');
    await page.keyboard.press('F2');
    await page.locator('.rename-box input, .rename-box .rename-input').first().waitFor();
    await page.waitForTimeout(500);
    await shot('rename');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('production');
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: 'target: production' }).first().waitFor();
    await runCommand(page, 'File: Save All Files');
    await page.waitForTimeout(1500);
    await shot('renamed');
    assert.match(await readFile(join(workspace, 'shop/Dockerfile'), 'utf8'), /FROM dev AS production/);
  },

  async 'services are completed and renamed, and all files follow'({ page, workspace, shot }) {
    await openPath(page, 'shop/compose.yaml');
    await squiggleAt(page, '"8080:8080"');
    await clickWord(page, 'db:', 'db');
    await page.keyboard.press('F2');
    await page.locator('.rename-box input, .rename-box .rename-input').first().waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('store');
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: 'postgres://app@store:5432/shop' }).first().waitFor();
    await shot('service-renamed');
    await runCommand(page, 'File: Save All Files');
    await page.waitForTimeout(1000);
    const text = await readFile(join(workspace, 'shop/compose.yaml'), 'utf8');
    assert.equal(text.match(/\bstore\b/g)?.length, 3, text);
    await goTo(page, 9, 100);
    await page.keyboard.press('Enter');
    await page.keyboard.type('OTHER: ${', { delay: 30 });
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'DB_PASSWORD' }).first().waitFor();
    await shot('variable-completion');
  },

  async 'text of strangers in a script is underlined, and the fix reads it from a variable'({ page, shot }) {
    await openPath(page, '.github/workflows/issues.yml');
    await squiggleAt(page, 'github.event.issue.title');
    const hover = await hoverWord(page, 'github.event.issue.title', 'issue');
    await shot('injection');
    assert.match(await hover.textContent(), /github\/template-injection/);
    await page.keyboard.press('Escape');
    await clickWord(page, 'github.event.issue.title', 'issue');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await shot('injection-fixes');
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: 'GITHUB_EVENT_ISSUE_TITLE' }).first().waitFor();
    await shot('injection-fixed');
  },

  async 'jobs and steps are completed in expressions, and a job is renamed in all of them'({ page, workspace, shot }) {
    await openPath(page, '.github/workflows/issues.yml');
    await squiggleAt(page, 'github.event.issue.title');
    await clickWord(page, 'needs: read', 'read');
    await page.keyboard.press('F2');
    await page.locator('.rename-box input, .rename-box .rename-input').first().waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('triage');
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: 'needs.triage.outputs.label' }).first().waitFor();
    await shot('job-renamed');
    await runCommand(page, 'File: Save All Files');
    await page.waitForTimeout(1000);
    const text = await readFile(join(workspace, '.github/workflows/issues.yml'), 'utf8');
    assert.equal(text.match(/\btriage\b/g)?.length, 4, text);
    await goTo(page, 18, 100);
    await page.keyboard.type(' && needs.', { delay: 30 });
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'triage' }).first().waitFor();
    await shot('needs-completion');
    await page.keyboard.press('Escape');
    await goTo(page, 10, 100);
    await page.keyboard.press('Enter');
    await page.keyboard.type('name: ${{ steps.', { delay: 30 });
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'pick' }).first().waitFor();
    await shot('steps-completion');
  },

  async 'a local action is opened from where it is used'({ page, shot }) {
    await openPath(page, '.github/workflows/issues.yml');
    await squiggleAt(page, 'github.event.issue.title');
    await clickWord(page, 'actions/greet', 'greet');
    await page.keyboard.press('F12');
    await page.locator('.editor-instance .view-line', { hasText: 'Says hello' }).first().waitFor();
    await shot('local-action');
  },

  async 'other YAML is checked, explained and completed by the schema that it names, and formatted'({ page, shot }) {
    await openPath(page, 'robots/robot.yaml');
    await squiggleAt(page, 'speed:  slow');
    const hover = await hoverWord(page, 'speed:  slow', 'slow');
    await shot('yaml-schema');
    assert.match(await hover.textContent(), /Incorrect type\. Expected "integer"/);
    await page.keyboard.press('Escape');
    await goTo(page, 4);
    await page.keyboard.type('mode: ', { delay: 30 });
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'walk' }).first().waitFor();
    await shot('yaml-completion');
    await page.keyboard.press('Enter');
    await runCommand(page, 'Format Document');
    await page
      .locator('.editor-instance .view-line', { hasText: /^name:.R2$/ })
      .first()
      .waitFor();
    await shot('yaml-formatted');
  },

  async 'a manifest is checked against the release of its cluster, and a wrong field is replaced'({ page, shot }) {
    await openPath(page, 'kube/web.yaml');
    await squiggleAt(page, 'replica: 2');
    const hover = await hoverWord(page, 'replica: 2', 'replica');
    await shot('manifest');
    assert.match(await hover.textContent(), /kubernetes\/unknown-field/);
    await page.keyboard.press('Escape');
    await clickWord(page, 'replica: 2', 'replica');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await shot('manifest-fixes');
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: 'replicas:' }).first().waitFor();
    await runCommand(page, 'View: Focus Problems');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'policy/v1beta1' }).first().waitFor();
    await shot('manifest-problems');
  },

  async 'the tree Relations tells what builds what'({ page, shot }) {
    await openPath(page, 'shop/compose.yaml');
    await squiggleAt(page, '"8080:8080"');
    await runCommand(page, 'View: Show Platform Builder');
    const tree = page.locator('.pane-body .monaco-list-row');
    await tree.filter({ hasText: 'shop/Dockerfile' }).first().waitFor();
    await page.waitForTimeout(1000);
    await shot('relations');
  },

  async 'the walkthrough ticks off what was done'({ page, shot }) {
    await openWalkthrough(page);
    assert.equal(await page.locator('.getting-started-step .codicon-pass-filled').count(), 0, 'steps done at first');
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    await openWalkthrough(page);
    await page.waitForTimeout(1500);
    // The picture beside the steps needs more room.
    await page.keyboard.press('Control+B');
    await page.waitForTimeout(1000);
    await shot('walkthrough');
    assert.equal(await page.locator('.getting-started-step').count(), 5);
    assert.ok((await page.locator('.getting-started-step .complete').count()) >= 1, 'no step is done');
  },
};

/** In a workspace that the user was not asked about yet. */
export const flowsOfTrust = {
  async 'trust that is given later reaches the server'({ page, shot }) {
    await openFile(page, 'Dockerfile');
    await squiggleAt(page, 'FROM scratch as base');
    assert.match(await report(page), /^trusted: false$/m);
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
    await page.locator('.workspace-trust-editor', { hasText: 'You trust this' }).waitFor();
    await shot('trusted');
    assert.match(await report(page), /^trusted: true$/m);
  },
};

/** The text of Copy Diagnostic Report; both the client and the server tell in it whether they trust. */
async function report(page) {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await runCommand(page, 'Platform Builder: Copy Diagnostic Report');
  let text = '';
  for (let turn = 0; turn < 50 && text === ''; turn++) {
    await page.waitForTimeout(100);
    text = await page.evaluate(() => navigator.clipboard.readText());
  }
  assert.equal(text.match(/^trusted: /gm)?.length, 2, text);
  assert.equal(new Set(text.match(/^trusted: .*$/gm)).size, 1, text);
  return text;
}

async function openWalkthrough(page) {
  await runCommand(page, 'Welcome: Open Walkthrough');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get started with Platform Builder' }).click();
  await page.locator('.getting-started-step').first().waitFor();
}

/** Nothing may pop up that the user did not ask for. */
export async function assertQuiet(page) {
  const shown = await toasts(page);
  assert.deepEqual(shown, [], 'notifications');
}
