// Takes the pictures of docs/images from the real editor, on the sample that a user sees first: npm run screenshots
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit, stderr } from 'node:process';
import { findChromium, launchBrowser, newPage, openFolder } from '../test/editor/harness/browser.mjs';
import { installStaged, root } from '../test/editor/harness/stage.mjs';
import { clickWord, goTo, hoverWord, openFile, openProblems, squiggleAt } from '../test/editor/harness/workbench.mjs';
import { EditorUnavailable, installEditor, tellOn } from './setup/editor.mjs';
import { runEditor } from './setup/run-editor.mjs';

const images = join(root, 'docs', 'images');
const largest = 200 * 1024;
const size = { width: 1120, height: 860 };
/** Nothing that takes room from what the pictures are about. */
const settings = {
  'editor.minimap.enabled': false,
  'editor.hover.above': false,
  'editor.scrollbar.horizontal': 'hidden',
  'editor.stickyScroll.enabled': false,
  'editor.parameterHints.enabled': false,
  'breadcrumbs.enabled': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
};

/** @type {Record<string, (page: import('playwright-core').Page) => Promise<object | undefined>>} each gives what to cut out */
const pictures = {
  async readme(page) {
    await ready(page);
    await openProblems(page);
    await goTo(page, 28);
    await hoverWord(page, 'CMD curl', 'curl');
    await page.waitForTimeout(800);
    return undefined;
  },
  async hover(page) {
    await ready(page);
    await hideSideBar(page);
    await goTo(page, 38);
    await hoverWord(page, 'CMD curl', 'curl');
    await page.waitForTimeout(800);
    return around(page, page.locator('.monaco-hover:visible').first(), 300);
  },
  async 'quick-fix'(page) {
    await ready(page);
    await hideSideBar(page);
    await goTo(page, 38);
    await clickWord(page, 'CMD curl', 'curl');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await page.waitForTimeout(800);
    return around(page, page.locator('.action-widget').first(), 260);
  },
  async completion(page) {
    await ready(page);
    await hideSideBar(page);
    await goTo(page, 15, 5);
    await page.keyboard.type(' ');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('--mount=', { delay: 40 });
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await page.waitForTimeout(1500);
    return around(page, page.locator('.suggest-widget.visible').first(), 260);
  },
  async problems(page) {
    await ready(page);
    await hideSideBar(page);
    await openProblems(page);
    await page.mouse.move(700, 5);
    await page.waitForTimeout(800);
    return page.locator('.part.panel').first().boundingBox();
  },
};

const executable = await findChromium();
if (!executable) skip('no Chromium found; name one in CHROMIUM_PATH');
const folder = await mkdtemp(join(tmpdir(), 'platform-builder-pictures-'));
await mkdir(images, { recursive: true });
let failed = false;
try {
  const editor = await installEditor(tellOn(stderr));
  const profile = join(folder, 'editor');
  await installStaged(join(profile, 'extensions'));
  const server = await runEditor(editor, { folder: profile, trust: 'given', settings });
  const browser = await launchBrowser(executable);
  try {
    for (const [name, take] of Object.entries(pictures))
      failed = !(await picture(browser, server, name, take)) || failed;
  } finally {
    await browser.close();
    await server.stop();
  }
} catch (error) {
  if (!(error instanceof EditorUnavailable)) throw error;
  skip(error.message);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
if (failed) exit(1);

async function picture(browser, server, name, take) {
  const workspace = join(folder, name, 'python-fastapi');
  await cp(join(root, 'examples', 'python-fastapi'), workspace, { recursive: true });
  const page = await newPage(browser, size);
  const path = join(images, `${name}.png`);
  try {
    await openFolder(page, server.origin, workspace);
    const clip = await take(page);
    await page.screenshot({ path, ...(clip && { clip: inside(clip) }) });
  } finally {
    await page.context().close();
  }
  const bytes = (await stat(path)).size;
  console.log(`${name}.png ${Math.round(bytes / 1024)} KB`);
  return bytes <= largest;
}

async function ready(page) {
  await openFile(page, 'Dockerfile');
  await squiggleAt(page, 'FROM python:3.11-slim as builder');
  // Code lenses come a moment later and move the lines.
  await page.waitForTimeout(1500);
}

async function hideSideBar(page) {
  await page.keyboard.press('Control+B');
  await page.waitForTimeout(300);
}

/** The editor's width, from some lines above an element to a little below it. */
async function around(page, element, above) {
  const editor = await page.locator('.part.editor').first().boundingBox();
  const box = await element.boundingBox();
  const lines = await page
    .locator('.editor-instance .view-lines .view-line')
    .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().y));
  // Whole lines only.
  const top = Math.min(...lines.filter((y) => y >= Math.max(editor.y, box.y - above)));
  return { x: editor.x, y: top, width: Math.min(editor.width, 960), height: box.y + box.height + 24 - top };
}

function inside({ x, y, width, height }) {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  return { x: left, y: top, width: Math.min(width, size.width - left), height: Math.min(height, size.height - top) };
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  exit(0);
}
