// Runs a Mocha suite inside an extension host of the real editor.
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { env } from 'node:process';
import { build } from 'esbuild';
import { newPage } from './browser.mjs';
import { root } from './stage.mjs';

/** Bundles a suite, with Mocha in it, so that it runs in either extension host. */
export async function buildSuite(entry, outfile, platform) {
  await build({
    entryPoints: [join(root, 'test/editor/suite', entry)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform,
    target: 'es2022',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [browserMocha],
  });
}

/**
 * Mocha's own bundle for browsers also runs in Node, and needs no files beside it. It is an old-style script in a package
 * of modules, so it must not be read from its place: its exports would become ours.
 */
const browserMocha = {
  name: 'browser-mocha',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^mocha$/ }, () => ({ path: 'mocha', namespace: 'browser-mocha' }));
    onLoad({ filter: /.*/, namespace: 'browser-mocha' }, async () => ({
      contents: await readFile(join(root, 'node_modules/mocha/mocha.js'), 'utf8'),
    }));
  },
};

/**
 * Opens the editor with the extension under test and the suite, and waits for the suite's end.
 * @param {{ browser: import('playwright-core').Browser, origin: string, port: number, workspace: string,
 *   extension: string, suite: string, host: 'desktop' | 'web', tell: (line: string) => void, picture: string }} run
 * @returns {Promise<boolean>} whether all passed
 */
export async function runInHost(run) {
  const page = await newPage(run.browser);
  const authority = `127.0.0.1:${run.port}`;
  // A web extension may start a worker from its own origin only, so its files are served from the editor's.
  const uri = (path) =>
    run.host === 'web'
      ? { scheme: 'http', authority, path: `/dev-ext${path}` }
      : { scheme: 'vscode-remote', authority, path };
  if (run.host === 'web') await serveFiles(page, run.extension);
  let finish = (_code) => {};
  const finished = new Promise((done) => {
    finish = done;
  });
  await page.exposeFunction('codeAutomationExit', (code) => finish(code));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = args.map(String).join(' ');
    if (line.startsWith('▸')) run.tell(line.slice(1));
    else if (env.EDITOR_LOG) console.log(type, line);
  });
  await page.addInitScript(injectDevelopment, { extensions: [uri(run.extension)], extensionTestsPath: uri(run.suite) });
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(`${run.origin}/?folder=${encodeURI(run.workspace)}`);
  const limit = setTimeout(() => finish('time is up'), 180_000);
  const code = await finished;
  clearTimeout(limit);
  if (code !== 0) {
    run.tell(`  ended with ${code}`);
    for (const trouble of troubles.slice(0, 5)) run.tell(`  page: ${trouble}`);
    await page.screenshot({ path: run.picture }).catch(() => undefined);
  }
  await page.context().close();
  return code === 0;
}

/** Runs in the page: the editor reads its options from an attribute, and takes ours with them. */
function injectDevelopment(development) {
  const original = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = original.call(this, name);
    if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings' || !value) return value;
    return JSON.stringify({ ...JSON.parse(value), developmentOptions: development });
  };
}

async function serveFiles(page, folder) {
  await page.context().route('**/dev-ext/**', async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname.slice('/dev-ext'.length));
    const file = resolve(path);
    try {
      if (!file.startsWith(folder + sep)) throw new Error('not served');
      const body = await readFile(file);
      await route.fulfill({ status: 200, contentType: typeOf(file), body });
    } catch {
      await route.fulfill({ status: 404, body: '' });
    }
  });
}

function typeOf(file) {
  if (file.endsWith('.js')) return 'text/javascript';
  return file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}
