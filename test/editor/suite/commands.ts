import {
  type CodeAction,
  type CodeLens,
  commands,
  env,
  extensions,
  Range,
  TabInputText,
  TabInputWebview,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  closeAll,
  codeOf,
  equal,
  extensionId,
  findings,
  found,
  lowercaseAs,
  ok,
  openFile,
  openText,
  pause,
  running,
  set,
  textAt,
  until,
} from './support.js';

suite('commands', () => {
  setup(async () => {
    await running();
  });
  teardown(closeAll);

  test('all that the manifest promises exist, and no other is shown', async () => {
    const manifest = extensions.getExtension(extensionId)?.packageJSON;
    const promised: string[] = manifest.contributes.commands.map((each: { command: string }) => each.command);
    const existing = new Set(await commands.getCommands(true));
    equal(
      promised.filter((name) => !existing.has(name)),
      [],
      'promised but missing',
    );
  });

  test('Fix All Safe Problems in File leaves nothing that is safe to fix', async () => {
    const document = await openText(lowercaseAs);
    await found(document);
    await commands.executeCommand('platformBuilder.fix.file');
    equal(document.lineAt(0).text, 'FROM scratch AS base', 'first line');
    const once = document.getText();
    await commands.executeCommand('platformBuilder.fix.file');
    equal(document.getText(), once, 'text after a second run');
  });

  test('a quick fix is offered on the problem and solves it', async () => {
    const document = await openText(lowercaseAs);
    const finding = (await found(document)).find((each) => textAt(document, each) === 'as');
    ok(finding, 'no finding on `as`');
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      'quickfix',
      10,
    );
    const fix = actions.find((action) => action.isPreferred && action.edit);
    ok(fix?.edit, `no preferred fix among ${actions.map((action) => action.title).join(', ')}`);
    await workspace.applyEdit(fix.edit);
    equal(document.lineAt(0).text, 'FROM scratch AS base', 'first line');
  });

  test('Explain Rule shows a page for a rule of ours and for its name in another tool', async () => {
    const document = await openText(lowercaseAs);
    const finding = (await found(document)).find((each) => textAt(document, each) === 'as');
    ok(finding, 'no finding on `as`');
    for (const rule of [codeOf(finding), 'buildkit:FromAsCasing']) {
      await commands.executeCommand('platformBuilder.rules.explain', rule);
      await until(() => activeTab() instanceof TabInputWebview, `a preview for ${rule}`);
      await closeAll();
    }
  });

  test('rule pages are documents that name the rule', async () => {
    const document = await openText(lowercaseAs);
    const finding = (await found(document)).find((each) => textAt(document, each) === 'as');
    ok(finding, 'no finding on `as`');
    const uri = Uri.from({ scheme: 'platform-builder-rule', path: `/${codeOf(finding)}.md` });
    const page = await workspace.openTextDocument(uri);
    equal(page.languageId, 'markdown', 'language');
    ok(page.getText().includes(codeOf(finding).split('/')[1] ?? ''), 'the page does not name its rule');
  });

  test('Open Configuration shows a file that exists once it is saved', async () => {
    await commands.executeCommand('platformBuilder.config.open');
    await until(() => activeTab() instanceof TabInputText, 'an editor');
    const document = window.activeTextEditor?.document;
    ok(document?.isUntitled, 'the file exists already');
    ok(document.uri.path.endsWith('/workspace/.platform-builder.yaml'), `it would be saved as ${document.uri.path}`);
    equal(document.languageId, 'yaml', 'language');
    ok(document.getText().includes('profile: recommended'), 'it has no profile');
  });

  test('Check Workspace lists the problems of files that are not open', async () => {
    const hidden = Uri.joinPath(folder(), 'web/Dockerfile');
    await set('profile', 'all');
    await commands.executeCommand('platformBuilder.check.workspace');
    await until(() => findings(hidden).length > 0, 'findings in a file that is not open');
    const before = findings(hidden).length;
    await window.showTextDocument(await workspace.openTextDocument(hidden));
    await pause(500);
    equal(findings(hidden).length, before, 'findings once it is open: none may show twice');
    await set('profile', undefined);
  });

  test('Copy Diagnostic Report copies versions, and no text of a file', async () => {
    await openFile('Dockerfile');
    await commands.executeCommand('platformBuilder.report.copy');
    const report = await env.clipboard.readText();
    ok(/^Platform Builder: \d+\.\d+\.\d+$/m.test(report), report);
    ok(/^server: running/m.test(report), report);
    ok(!report.includes('FROM'), 'it holds text of a file');
  });

  test('a code lens tells how often a stage is used, and lists the places', async () => {
    const document = await openText(lowercaseAs);
    await found(document);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    const lens = lenses.find(({ command }) => command?.command === 'platformBuilder.showReferences');
    ok(lens?.command, 'no lens');
    await commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
  });

  test('Restart Server brings the findings back', async () => {
    const document = await openText(lowercaseAs);
    await found(document);
    await commands.executeCommand('platformBuilder.server.restart');
    await running();
    ok((await found(document)).length > 0, 'no findings');
  });

  test('a fix can be undone in one step', async () => {
    const document = await openText(lowercaseAs);
    await found(document);
    await commands.executeCommand('platformBuilder.fix.file');
    await until(() => document.getText() !== lowercaseAs, 'the fix');
    await commands.executeCommand('undo');
    equal(document.getText(new Range(0, 0, 1, 0)), 'FROM scratch as base\n', 'first line');
  });
});

function folder(): Uri {
  const first = workspace.workspaceFolders?.[0];
  ok(first, 'no folder');
  return first.uri;
}

function activeTab(): unknown {
  return window.tabGroups.activeTabGroup.activeTab?.input;
}
