// Finds a Chromium and opens the editor in it.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];

const places = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

/** @returns {Promise<string | undefined>} path of a browser that the flows can be driven through */
export async function findChromium() {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const folders = [...(env.PATH ?? '').split(delimiter), ...(platform === 'linux' ? places.linux : [])];
  const candidates = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...(platform === 'darwin' ? places.darwin : []),
    ...(await ofPlaywright()),
  ];
  return candidates.find((candidate) => existsSync(candidate));
}

/** Browsers that somebody installed with `playwright install`. */
async function ofPlaywright() {
  const cache = platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright';
  const root = env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), cache);
  if (!existsSync(root)) return [];
  const inside =
    platform === 'darwin'
      ? ['chrome-mac/Chromium.app/Contents/MacOS/Chromium']
      : ['chrome-linux/chrome', 'chrome-linux64/chrome'];
  const installed = (await readdir(root))
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse();
  return installed.flatMap((name) => inside.map((path) => join(root, name, path)));
}

export async function launchBrowser(executablePath) {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}

/** A page of the size that our pictures are taken in. */
export async function newPage(browser, { width = 1280, height = 800 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

export async function openFolder(page, origin, folder) {
  await page.goto(`${origin}/?folder=${encodeURI(folder)}`);
  await page.waitForSelector('.monaco-workbench .explorer-folders-view .monaco-list-row', { timeout: 90_000 });
}
