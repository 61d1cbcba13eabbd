// What a person does in the editor, by keyboard and mouse.
/** Opens a file of the workspace's top folder by a double click in the explorer. */
export async function openFile(page, name) {
  await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).first().dblclick();
  await page.locator('.tab.active', { hasText: name }).first().waitFor();
  await page.locator('.editor-instance .view-lines .view-line').first().waitFor();
}

/** Opens a file of the workspace by its path. */
export async function openPath(page, path) {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill(path);
  const name = path.split('/').pop();
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).first().waitFor();
  await input.press('Enter');
  await page.locator('.tab.active', { hasText: name }).first().waitFor();
  await page.locator('.editor-instance .view-lines .view-line').first().waitFor();
}

/** Runs a command from the palette by its title. */
export async function runCommand(page, title) {
  const input = page.locator('.quick-input-widget input');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  // The list is not filled again for a command that the editor brings along only after the palette was opened.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    await input.first().fill(`>${title}`);
    try {
      await row.waitFor({ timeout: 10_000 });
      break;
    } catch (error) {
      if (attempt === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await input.first().press('Enter');
}

/** Moves the caret to a line and column, counted from 1. */
export async function goTo(page, line, column = 1) {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input').first().fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(100);
}

/** The finding's underline that covers a word; its place is known once the editor has drawn it. */
export async function squiggleAt(page, text) {
  await page
    .locator('.editor-instance .squiggly-warning, .editor-instance .squiggly-info, .editor-instance .squiggly-error')
    .first()
    .waitFor({ state: 'attached' });
  return page.locator('.editor-instance .view-line', { hasText: text }).first();
}

/** Hovers over a word of a line, at its middle, until the hover is there: the first one may come too early for an answer. */
export async function hoverWord(page, lineText, word) {
  const hover = page.locator('.monaco-hover:visible').first();
  for (let attempt = 1; ; attempt++) {
    // Measured again each time: a code lens that comes late moves the lines.
    const box = await wordBox(page, lineText, word);
    await page.mouse.move(box.x + 200, box.y + 200);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    try {
      await hover.waitFor({ timeout: 4000 });
      await page.waitForTimeout(400);
      return hover;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

export async function clickWord(page, lineText, word) {
  const box = await wordBox(page, lineText, word);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Where a word is on the screen: the editor draws a line as one or several spans. */
async function wordBox(page, lineText, word) {
  const line = page.locator('.editor-instance .view-line').filter({ hasText: lineText }).first();
  await line.waitFor();
  return line.evaluate((element, wanted) => {
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.replace(/\u00a0/g, ' ').search(new RegExp(`(^|[^\\w-])${wanted}($|[^\\w-])`));
      if (at < 0) continue;
      const start = node.data.indexOf(wanted, at);
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
    throw new Error(`${wanted} is not on that line`);
  }, word);
}

export async function openProblems(page) {
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row').first().waitFor();
  return page.locator('.markers-panel');
}

/** Notifications that popped up by themselves; there should never be one. */
export async function toasts(page) {
  return page.locator('.notifications-toasts .notification-list-item-message').allTextContents();
}

/** Waits until a text is seen on a page that an extension shows, such as a preview: two frames deep. */
export async function textInWebview(page, text) {
  await page.frameLocator('iframe.webview').last().frameLocator('iframe').getByText(text).first().waitFor();
}
